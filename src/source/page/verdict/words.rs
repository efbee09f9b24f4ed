//! Words by which pages are known that are shown in place of an article, in languages of the press.

/// Marks in scripts and markup of services that keep programs out.
#[rustfmt::skip]
pub(super) const CHECKS: [&str; 14] = [
    "cf-browser-verification", "cf-challenge", "/cdn-cgi/challenge-platform", "cf-turnstile", "_Incapsula_Resource",
    "captcha-delivery.com", "px-captcha", "distil_r_captcha", "g-recaptcha", "h-captcha", "ak_bmsc", "awswaf",
    "geo.captcha", "perfdrive.com",
];

/// Beginnings of sentences that such services show.
#[rustfmt::skip]
pub(super) const CHECK_WORDS: [&str; 12] = [
    "just a moment", "attention required", "are you a robot", "are you human", "verify you are human",
    "verifying you are human", "checking your browser", "pardon our interruption", "unusual traffic", "security check",
    "bot verification", "press & hold",
];

/// Titles of pages that are not there, in languages of the press.
#[rustfmt::skip]
pub(super) const MISSING: [&str; 33] = [
    "404", "page not found", "not found", "page cannot be found", "page can't be found", "page doesn't exist",
    "page does not exist", "no longer available", "page introuvable", "page non trouvée", "seite nicht gefunden",
    "seite existiert nicht", "página no encontrada", "no se encuentra la página", "pagina non trovata",
    "página não encontrada", "pagina niet gevonden", "sidan hittades inte", "sidan kunde inte hittas",
    "siden blev ikke fundet", "siden finnes ikke", "nie znaleziono strony", "страница не найдена", "页面不存在", "找不到网页",
    "找不到網頁", "ページが見つかりません", "nothing found", "410 gone", "this page has gone",
    "見つかりませんでした", "página no existe", "الصفحة غير موجودة",
];

/// Titles of servers that refuse or fail.
#[rustfmt::skip]
pub(super) const FAILED: [&str; 26] = [
    "403 forbidden", "forbidden", "access denied", "401 unauthorized", "500 internal server error",
    "internal server error", "502 bad gateway", "bad gateway", "503 service", "service unavailable", "504 gateway",
    "gateway time", "temporarily unavailable", "under maintenance", "too many requests", "an error occurred",
    "backend fetch failed", "guru meditation", "something went wrong", "unexpected error", "error", "500", "502", "503",
    "504", "bad request",
];

/// What is said to readers of countries where an outlet does not want to be read.
#[rustfmt::skip]
pub(super) const REFUSED: [&str; 22] = [
    "not available in your country", "not available in your region", "not available in your location",
    "unavailable in your country", "unavailable in your region", "unavailable in your location",
    "unavailable in most european countries", "belonging to the european economic area", "unavailable due to legal reasons",
    "unavailable for legal reasons", "not available to readers in", "not available in the european",
    "in ihrem land nicht verfügbar", "in ihrer region nicht verfügbar", "pas disponible dans votre pays",
    "pas disponible dans votre région", "no está disponible en su país", "no está disponible en tu país",
    "não está disponível no seu país", "non è disponibile nel tuo paese", "недоступен в вашей стране",
    "недоступен в вашем регионе",
];

/// Titles of pages that ask a reader who he is.
#[rustfmt::skip]
pub(super) const SIGN_IN: [&str; 12] = [
    "log in", "login", "sign in", "log in to your account", "sign in to your account", "anmelden", "anmeldung",
    "se connecter", "connexion", "iniciar sesión", "accedi", "inloggen",
];

/// What a wall asks before it lets a reader in.
#[rustfmt::skip]
pub(super) const CONSENT: [&str; 16] = [
    "before you continue", "we value your privacy", "your privacy choices", "we and our partners",
    "store and/or access information on a device", "accept all", "agree and continue", "consent to the use of cookies",
    "zustimmen und weiter", "alle akzeptieren", "ihre einwilligung", "accepter et continuer", "tout accepter",
    "aceptar y continuar", "accetta e continua", "alles accepteren",
];

/// What stands where only subscribers may read on.
#[rustfmt::skip]
pub(super) const PAYWALL: [&str; 39] = [
    "subscribe to continue", "subscribe to read", "subscribe now to", "subscribers only", "subscriber-only",
    "for subscribers", "already a subscriber", "already have an account", "sign in to continue", "log in to continue",
    "register to continue", "to continue reading", "to keep reading", "you have reached your limit", "free articles",
    "réservé aux abonnés", "réservée aux abonnés", "réservés aux abonnés", "reservé aux abonnés",
    "réservé à nos abonnés", "de cet article à lire", "déjà abonné", "abonnez-vous pour", "nur für abonnenten", "jetzt weiterlesen", "suscríbete para",
    "contenuto riservato agli abbonati", "alleen voor abonnees", "to read the full story", "continue reading your article",
    "有料記事です", "有料会員", "会員限定記事", "続きをお読み", "付费内容", "订阅后", "유료 기사", "только для подписчиков",
    "للمشتركين فقط",
];

/// What stands before and behind the number of what is left to read, in characters or in a share.
pub(super) const LEFT_TO_READ: [(&str, &str); 6] = [
    ("残り", "文字"),
    ("残り", "％"),
    ("il vous reste", "%"),
    ("restent", "%"),
    ("noch", "% des artikels"),
    ("剩余", "字"),
];

/// What the Wayback Machine says itself in place of a page.
#[rustfmt::skip]
pub(super) const ARCHIVE: [&str; 5] = [
    "the wayback machine has not archived that url", "response at crawl time",
    "this url has been excluded from the wayback machine", "wayback machine doesn't have that page archived",
    "hrm. the wayback machine",
];

/// Words that speak of a page, its outlet or its reader rather than of the world.
#[rustfmt::skip]
pub(super) const ABOUT_PAGES: [&str; 89] = [
    "page", "site", "browser", "cookie", "consent", "privacy", "partner", "personal data", "server", "request", "url",
    "link", "captcha", "robot", "javascript", "subscri", "sign in", "log in", "account", "free trial", "sorry", "oops",
    "looking for", "no longer available", "does not exist", "doesn't exist", "moved", "expired", "try again", "error",
    "unavailable", "permission", "address bar", "archive", "you are human", "verify", "security of your",
    "your connection", "been blocked", "advertis", "newsletter", "seite", "einwilligung", "datenschutz", "werbung",
    "abonn", "anmelden", "introuvable", "désolé", "página", "lo sentimos", "suscri", "pagina", "abbona", "helaas",
    "sidan", "siden", "stron", "страниц", "页面", "网页", "網頁", "ページ", "tracking", "traceurs", "drittanbieter", "terze parti",
    "socios", "vendors", "gegevens", "your device", "identifiers", "personenbezogen", "données", "tus datos",
    "i tuoi dati", "maintenance", "inconvenience", "check back", "be back", "digital access", "unlimited",
    "kostenlos lesen", "cancel any", "kündbar", "nothing found", "nothing was found",
    "digital offering", "european economic area",
];
