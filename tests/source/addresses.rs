//! Where texts stood: addresses of archived copies, front pages that pages call theirs, names and passwords.

use crate::archive::Dump;

fn page(title: &str, canonical: &str) -> String {
    let text =
        format!("The wall of the quay has moved by a foot since it was built, and {title} was said of it in town.");
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title>{canonical}</head><body><article><h1>{title}</h1><p>{text}</p><p>{text} Twice.</p></article></body></html>"
    )
}

#[test]
fn pages_that_call_the_front_page_theirs_stay_apart() {
    for canonical in [
        "<link rel=canonical href=\"https://quay.example/\">",
        "<meta property=og:url content=\"https://quay.example\">",
    ] {
        let [one, two] = ["Moved", "Fell"].map(|title| page(title, canonical));
        let got = Dump::of(&[("dump/0.html", one.as_bytes()), ("dump/1.html", two.as_bytes())]).read();
        assert_eq!(got.articles.len(), 2, "{:?}", got.articles);
    }
}
