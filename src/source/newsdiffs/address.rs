//! Paths of the git store, and links of its pages, to URLs.

/// The URL that a path stands for: the scheme was cut, but for `https:`, of which one slash is left.
pub(super) fn of_path(path: &str) -> String {
    let path = path.trim_start_matches('/');
    for scheme in ["https:/", "http:/"] {
        if let Some(rest) = path.strip_prefix(scheme) {
            return format!("{scheme}/{}", rest.trim_start_matches('/'));
        }
    }
    format!("http://{path}")
}

/// The outlet: the URL's host.
pub(super) fn outlet(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a path looks like a URL without its scheme: `www.example.org/…`.
pub(super) fn is_address(path: &str) -> bool {
    let rest = path.strip_prefix("https:/").or_else(|| path.strip_prefix("http:/")).unwrap_or(path);
    let host = rest.trim_start_matches('/').split('/').next().unwrap_or_default();
    let mut parts = host.rsplit('.');
    let top = parts.next().unwrap_or_default();
    parts.next().is_some() && top.len() >= 2 && top.chars().all(char::is_alphabetic) && rest.len() > host.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_urls_without_their_scheme() {
        assert_eq!(of_path("www.e.example/a/b"), "http://www.e.example/a/b");
        assert_eq!(of_path("https:/www.e.example/a"), "https://www.e.example/a");
        assert_eq!(of_path("https://www.e.example/a"), "https://www.e.example/a");
        assert_eq!(outlet("https://www.e.example/a"), "e.example");
        assert_eq!(outlet("http://www.e.example?a=1/b"), "e.example");
        assert!(is_address("www.e.example/a") && is_address("https:/e.example/a"));
        assert!(!is_address("docs/a.md") && !is_address("README") && !is_address("x"));
    }
}
