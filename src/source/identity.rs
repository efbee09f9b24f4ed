//! Which articles are the same: ids from origins, from URLs, from places in an archive.

use std::{borrow::Cow, fmt::Write as _};

use sha2::{Digest, Sha256};

use super::host;
use crate::model::ArticleId;

/// Query parameters that only say how a reader came to a page.
const TRACKING: [&str; 26] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "cmp",
    "ito",
    "ocid",
    "smid",
    "smtyp",
    "ns_mchannel",
    "ref_src",
    "wbraid",
    "gbraid",
    "yclid",
    "xtor",
    "emc",
    "_r",
    "at_medium",
    "at_format",
    "at_ptr_name",
    "at_bbc_team",
    "partner=rss",
    "ref=rss",
];

/// How the names of families of such parameters begin.
const TRACKING_FAMILIES: [&str; 5] = ["utm_", "gaa_", "at_custom", "at_link_", "at_campaign"];

/// A URL reduced to what names the page: no scheme, `www.`, default port, trailing slash, tracking parameters, nor a
/// fragment that is no route (`#/story/1`, `#!/story/1`); parameters in order; the host in lower case and its own letters;
/// escapes in one spelling (RFC 3986, 6.2.2). `None` for what is no URL of a host.
#[must_use]
pub fn normalise_url(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => rest,
        Some(_) => return None,
        None => url.strip_prefix("//")?,
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let is_route = fragment.starts_with(['!', '/']) && !fragment.trim_matches(['!', '/']).is_empty();
    let (place, query) = parted(rest);
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let host = &*host::one_spelling(host);
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    if host.is_empty() || host.contains(char::is_whitespace) {
        return None;
    }
    let mut place = format!("{}{query}", without_dots(path));
    if is_route {
        let (route, query) = parted(fragment);
        let _ = write!(place, "#{}{query}", route.trim_end_matches('/'));
    }
    Some(format!("{host}{}", one_spelling(&place)))
}

/// What stands before a query, and the query with its mark, in order and without what only says how a reader came.
fn parted(place: &str) -> (&str, String) {
    let (place, query) = place.split_once('?').unwrap_or((place, ""));
    // A page's source writes `&amp;`.
    let query = query.replace("&amp;", "&");
    let known = query.split('&').filter(|p| !p.is_empty() && !tracks(p));
    let mut parameters: Vec<&str> = known.map(|p| p.strip_suffix('=').unwrap_or(p)).collect();
    parameters.sort_unstable();
    let mark = if parameters.is_empty() { "" } else { "?" };
    (place, format!("{mark}{}", parameters.join("&")))
}

/// A path without `.` and `..` (RFC 3986, 5.2.4), nor a slash at its end.
fn without_dots(path: &str) -> Cow<'_, str> {
    if !path.contains("/.") {
        return path.trim_end_matches('/').into();
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => _ = kept.pop(),
            _ => kept.push(segment),
        }
    }
    let path = kept.iter().fold(String::new(), |path, segment| path + "/" + segment);
    path.trim_end_matches('/').to_owned().into()
}

/// Bytes beyond ASCII and blanks escaped, escapes with capital letters, and none of them where the character may stand itself.
fn one_spelling(place: &str) -> Cow<'_, str> {
    if place.bytes().all(|b| b.is_ascii() && !b"% ".contains(&b)) {
        return place.into();
    }
    let mut out = String::with_capacity(place.len() + 16);
    let mut rest = place.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|d| byte == b'%' && d.iter().all(u8::is_ascii_hexdigit));
        let escaped = digits.and_then(|d| u8::from_str_radix(std::str::from_utf8(d).ok()?, 16).ok());
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
        match escaped {
            Some(plain) if plain.is_ascii_alphanumeric() || b"-._~".contains(&plain) => out.push(char::from(plain)),
            Some(other) => _ = write!(out, "%{other:02X}"),
            None if byte.is_ascii() && byte != b' ' => out.push(char::from(byte)),
            None => _ = write!(out, "%{byte:02X}"),
        }
    }
    out.into()
}

fn is_scheme(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn tracks(parameter: &str) -> bool {
    let parameter = parameter.to_ascii_lowercase();
    let name = parameter.split('=').next().unwrap_or_default();
    let is_of = |begin: &&str| name.starts_with(*begin);
    TRACKING_FAMILIES.iter().any(is_of) || TRACKING.iter().any(|known| [name, &*parameter].contains(known))
}

/// Whether an address is that of a page at which readers of any article may end up: where they log in, or agree to something.
#[must_use]
pub fn is_gate(url: &str) -> bool {
    const GATES: [&str; 14] = [
        "login",
        "log-in",
        "signin",
        "sign-in",
        "register",
        "signup",
        "sign-up",
        "subscribe",
        "subscription",
        "consent",
        "cookies",
        "captcha",
        "paywall",
        "error",
    ];
    let Some(place) = normalise_url(url) else { return false };
    let path = place.split('?').next().unwrap_or_default();
    let last = path.split('/').skip(1).last().unwrap_or_default();
    let name = last.split('.').next().unwrap_or_default().to_ascii_lowercase();
    GATES.contains(&name.as_str())
}

/// The id of a page by its URL: the first 12 hexadecimal digits of the SHA-256 of the normalised URL.
#[must_use]
pub fn id_of_url(url: &str) -> Option<ArticleId> {
    normalise_url(url).map(|url| ArticleId::new(short_hash(&url)))
}

/// The id of the article that stands at `index` (from 0) in a file that gives it neither id nor URL.
#[must_use]
pub fn id_of_place(file: &str, index: usize) -> ArticleId {
    ArticleId::new(if index == 0 { short_hash(file) } else { short_hash(&format!("{file}#{index}")) })
}

/// What stands between the id that several articles claim and what tells one from the others.
const APART: char = '.';

/// The id of an article that is kept apart from the one whose id it claims, by its file as it is shown: by its place in the
/// dump, wherever that lies and whatever it is called.
#[must_use]
pub fn id_of_another(claimed: &ArticleId, shown: &str) -> ArticleId {
    let hash = short_hash(shown.split_once('/').map_or(shown, |(_, place)| place));
    ArticleId::new(format!("{claimed}{APART}{}", hash.get(..6).unwrap_or_default()))
}

/// The id that an article would have that is [kept apart](id_of_another); `None` for others.
#[must_use]
pub fn id_claimed(id: &ArticleId) -> Option<ArticleId> {
    id.as_str().rsplit_once(APART).map(|(claimed, _)| ArticleId::new(claimed))
}

/// The id that an origin gives (`newssniffer:1969222`).
#[must_use]
pub fn id_of_origin(origin: &str, id: &str) -> ArticleId {
    ArticleId::new(format!("{origin}:{id}"))
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_one_page_are_one() {
        let page = Some("example.org/news/a?b=1&c=2".to_owned());
        for url in [
            "https://www.example.org/news/a?b=1&c=2",
            "http://Example.ORG:80/news/a/?c=2&b=1#top",
            " https://example.org:443/news/a?utm_source=x&b=1&c=2&fbclid=abc ",
            "//user@example.org/news/a?b=1&&c=2",
            "https://example.org/news/x/../a?at_medium=RSS&amp;at_campaign=KARANGA&amp;b=1&amp;c=2",
            "https://example.org/./news/a?c=2&partner=rss&emc=rss&b=1",
        ] {
            assert_eq!(normalise_url(url), page, "{url}");
        }
        for url in
            ["https://e.example/caf%c3%a9?q=%7Ex", "https://e.example/café?q=~x", "https://e.example/caf%C3%A9/?q=~x"]
        {
            assert_eq!(normalise_url(url).as_deref(), Some("e.example/caf%C3%A9?q=~x"), "{url}");
        }
        for url in ["https://e.example/a b?q", "https://e.example/a%20b/?q=", "https://e.example/a%20b?q=&gaa_at=g"] {
            assert_eq!(normalise_url(url).as_deref(), Some("e.example/a%20b?q"), "{url}");
        }
        assert_ne!(normalise_url("https://e.example/a?partner=x"), normalise_url("https://e.example/a"));
        assert_eq!(normalise_url("https://e.example/100%/a%2fb%2").as_deref(), Some("e.example/100%/a%2Fb%2"));
        for (one, other) in [("#!/story/1", "#!/story/2"), ("#/a", "#/b"), ("#/a", ""), ("#!b7", "#!b8")] {
            let [one, other] = [one, other].map(|route| normalise_url(&format!("https://e.example/app{route}")));
            assert_ne!(one, other);
        }
        let route = normalise_url("https://e.example/app#/a/?utm_source=x&b=1");
        assert_eq!(route.as_deref(), Some("e.example/app#/a?b=1"));
        for none in ["#/", "#!", "#!/", "#top", "#a/b"] {
            assert_eq!(
                normalise_url(&format!("https://e.example/app{none}")).as_deref(),
                Some("e.example/app"),
                "{none}"
            );
        }
        let abroad = normalise_url("https://bücher.example/a");
        assert_eq!(abroad.as_deref(), Some("bücher.example/a"));
        assert_eq!(normalise_url("https://www.XN--bcher-KVA.example:443/a/"), abroad);
        for other in ["", "a.txt", "mailto:a@b", "https://", "javascript://alert", "http:// /x"] {
            assert_eq!(normalise_url(other), None, "{other}");
        }
        assert_ne!(id_of_url("https://example.org/A"), id_of_url("https://example.org/a"));
        assert_eq!(id_of_url("https://example.org/").map(|id| id.as_str().len()), Some(12));
    }
}
