//! Labels of pages in languages of the press: small letters, without what stands around them.

/// What stands on buttons, beside pictures and around advertisements.
#[rustfmt::skip]
pub(super) const TOOLS: &[&str] = &[
    "advertisement", "advertisement - story continues below", "advert", "sponsored", "sponsored content",
    "paid content", "story continues below advertisement", "story continues below", "article continues below",
    "article continues after advertisement", "article continues after this advertisement", "continue reading below",
    "skip advertisement", "skip past newsletter promotion", "after newsletter promotion", "scroll down for video",
    "scroll down for more", "share", "share this", "share this article", "share this story", "share this page",
    "share this post", "share on facebook", "share on twitter", "share on x", "share on whatsapp",
    "share on linkedin", "share on pinterest", "share via email", "click to share", "tweet", "tweet this",
    "like this", "loading", "please wait", "print", "print this article", "print this page", "print article",
    "save", "save article", "save for later", "bookmark", "copy link", "copied", "link copied",
    "email this article", "email this", "send to a friend", "listen", "listen to this article", "listen to article",
    "play video", "watch live", "toggle caption", "hide caption", "enlarge this image", "enlarge image",
    "view gallery", "open image in gallery", "view image in fullscreen", "image source", "image caption",
    "media caption", "back to top", "top of page", "skip to content", "skip to main content", "subscribe",
    "subscribe now", "sign in", "log in", "sign up", "follow us", "read more", "learn more", "show more",
    "load more", "view more", "see more", "view comments", "view all comments", "show comments", "leave a comment",
    "add a comment", "post a comment", "write a comment", "comment", "next article", "previous article",
    "next page", "previous page", "tags", "topics", "related topics",
    "our standards the thomson reuters trust principles", "acquire licensing rights", "report a correction or typo",
    "report an error", "anzeige", "werbung", "teilen", "drucken", "artikel drucken", "artikel teilen",
    "artikel anhören", "anhören", "merken", "zur merkliste hinzufügen", "artikel merken", "link kopieren",
    "per e-mail teilen", "auf facebook teilen", "auf twitter teilen", "mehr anzeigen", "weiterlesen", "mehr lesen",
    "nach oben", "zur startseite", "jetzt abonnieren", "kommentieren", "kommentar schreiben", "feedback geben",
    "vorlesen", "publicité", "partager", "partager sur facebook", "partager sur twitter", "imprimer",
    "envoyer par e-mail", "copier le lien", "ajouter à vos sélections", "écouter", "écouter l'article",
    "lire la suite", "voir plus", "réagir", "offrir cet article", "offrir l'article", "article réservé aux abonnés",
    "réservé aux abonnés", "réservé à nos abonnés", "retour en haut", "publicidad", "compartir",
    "compartir en facebook", "compartir en twitter", "compartir en whatsapp", "imprimir", "copiar enlace",
    "guardar", "escuchar", "leer más", "ver más", "comentar", "enviar por correo", "publicidade", "compartilhe",
    "compartilhar", "compartilhe no whatsapp", "compartilhe no facebook", "compartilhe no telegram", "leia mais",
    "continua após a publicidade", "continua depois da publicidade", "partilhar", "pubblicità", "condividi",
    "stampa", "invia a un amico", "ascolta", "ascolta l'articolo", "leggi tutto", "salva", "advertentie", "deel",
    "deel dit artikel", "delen", "lees meer", "annons", "dela", "reklame", "annonse", "del", "del artikkelen",
    "reklama", "udostępnij", "drukuj", "реклама", "поделиться", "распечатать", "скопировать ссылку", "читать далее",
    "подписаться", "広告", "シェア", "シェアする", "ツイート", "印刷", "保存", "続きを読む", "記事を印刷する", "广告", "分享", "分享到", "打印", "字号",
    "收藏", "廣告", "列印", "إعلان", "شارك", "مشاركة", "طباعة", "حفظ", "اقرأ المزيد", "פרסומת", "שתף", "שיתוף", "הדפסה",
    "โฆษณา", "แชร์", "พิมพ์", "광고", "공유", "인쇄",
];

/// Heads of lists of other stories.
#[rustfmt::skip]
pub(super) const ONWARD: &[&str] = &[
    "related", "related stories", "related articles", "related story", "related article", "related content",
    "related links", "related news", "related posts", "related coverage", "read also", "read next",
    "read this next", "also read", "see also", "more on this story", "more on this topic", "more on this",
    "more from", "more stories", "more news", "more like this", "other news", "other stories", "top stories",
    "top headlines", "latest news", "latest stories", "most read", "most popular", "most viewed", "trending",
    "trending now", "popular now", "recommended", "recommended for you", "recommended stories", "editor's picks",
    "editors' picks", "you may also like", "you might also like", "you may be interested in", "don't miss",
    "in case you missed it", "up next", "keep reading", "what to read next", "must read", "must reads",
    "around the web", "from around the web", "mehr zum thema", "mehr dazu", "zum thema", "lesen sie auch",
    "lesen sie mehr", "das könnte sie auch interessieren", "auch interessant", "weitere artikel",
    "weitere meldungen", "meistgelesen", "mehr aus", "mehr von", "verwandte artikel", "ähnliche artikel",
    "lire aussi", "à lire aussi", "à lire", "lire également", "à lire également", "sur le même sujet",
    "sur le même thème", "les plus lus", "dans la même rubrique", "voir aussi", "nos articles", "articles liés",
    "más información", "te puede interesar", "lea también", "lee también", "lea además", "más noticias",
    "lo más leído", "lo más visto", "noticias relacionadas", "también te puede interesar", "archivado en",
    "leia também", "veja também", "mais lidas", "notícias relacionadas", "saiba mais", "leggi anche",
    "per approfondire", "potrebbe interessarti", "potrebbe interessarti anche", "i più letti", "articoli correlati",
    "correlati", "lees ook", "meer over dit onderwerp", "meest gelezen", "läs mer", "läs också", "läs även",
    "mest läst", "læs også", "læs mere", "mest læste", "les også", "les mer", "mest lest", "czytaj też",
    "czytaj także", "czytaj również", "zobacz także", "zobacz też", "polecamy", "материалы по теме",
    "читайте также", "по теме", "ещё по теме", "еще по теме", "смотрите также", "самое читаемое", "популярное",
    "関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "アクセスランキング", "相关新闻", "相关阅读", "相关报道", "延伸阅读", "推荐阅读", "热门新闻", "相關新聞",
    "延伸閱讀", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة", "الأكثر قراءة", "קרא גם",
    "קראו גם", "כתבות נוספות", "ข่าวที่เกี่ยวข้อง", "อ่านข่าวเพิ่มเติม", "อ่านเพิ่มเติม", "관련기사", "관련 기사",
];

/// Heads of what readers say.
#[rustfmt::skip]
pub(super) const COMMENTS: &[&str] = &[
    "comments", "reader comments", "readers' comments", "have your say", "leave a reply", "kommentare",
    "leserkommentare", "commentaires", "vos commentaires", "vos réactions", "comentarios", "comentários",
    "commenti", "i commenti", "reacties", "kommentarer", "komentarze", "комментарии", "コメント", "评论", "網友評論",
    "التعليقات", "תגובות", "ความคิดเห็น", "댓글", "réactions", "join the conversation", "welcome to the discussion",
    "join the discussion",
];

/// Networks to which pages are sent.
#[rustfmt::skip]
pub(super) const NETWORKS: &[&str] = &[
    "facebook", "twitter", "x", "x.com", "whatsapp", "linkedin", "pinterest", "reddit", "telegram", "messenger",
    "flipboard", "pocket", "email", "e-mail", "mail", "line", "instagram", "youtube", "bluesky", "threads",
    "mastodon", "tumblr", "weibo", "wechat", "vk", "viber", "xing", "sms", "rss", "вконтакте", "одноклассники",
    "微信", "微博",
];

/// What stands before a colon and the headline of another story; those of one word only where that is linked.
#[rustfmt::skip]
pub(super) const HEADS: &[&str] = &[
    "related", "related article", "related articles", "related story", "related stories", "read also", "also read",
    "read more", "see also", "read next", "read", "more on this", "don't miss", "watch", "listen", "lesen sie auch",
    "mehr zum thema", "lesen sie hier", "lire aussi", "à lire aussi", "lire également", "à lire également",
    "voir aussi", "lea también", "lee también", "le puede interesar", "te puede interesar", "leia também",
    "leia mais", "veja também", "saiba mais", "leggi anche", "lees ook", "läs också", "läs mer", "läs även",
    "læs også", "les også", "czytaj też", "czytaj także", "czytaj również", "zobacz także", "читайте также",
    "материалы по теме", "関連記事", "相关阅读", "相关新闻", "延伸阅读", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "קראו גם",
    "baca juga", "διαβάστε επίσης", "यह भी पढ़ें", "читайте також", "xem thêm", "přečtěte si také", "čtěte také",
    "ilgili haber", "olvasta már", "lue myös", "citește și", "더 보기", "ayrıca okuyun", "lees verder", "lees meer",
];

/// Parts of lines that ask something of readers, or tell of the outlet.
#[rustfmt::skip]
pub(super) const APPEALS: &[&str] = &[
    "supporting our journalism", "help support our work", "become a supporter of", "please become a member",
    "become a member from", "to encourage thoughtful and respectful conversations", "appears in print on",
    "temporarily suspending article commenting", "let us know in the comments", "in the comments below",
    "subscribe to have it delivered", "auf ein gerät beschränkt", "sur un seul appareil", "sur l'autre appareil",
    "la suite est réservée aux", "この記事は有料記事です", "続きをお読み", "continue reading your article with", "व्हाट्सएप चैनल",
];

/// How sentences begin that ask something of readers.
#[rustfmt::skip]
pub(super) const REQUESTS: &[&str] = &[
    "support local journalism", "support independent", "support our journalism", "become a subscriber",
    "become a supporter", "subscribe today", "subscribe to our", "subscribe to the newsletter", "sign up for our",
    "sign up to our", "sign up for the", "follow us on", "like us on facebook", "download our app",
    "join our whatsapp", "join our telegram", "join us on telegram", "our standards: the thomson",
    "please read our comment", "please enable javascript", "to view this content please enable", "abonnieren sie",
    "folgen sie uns", "jetzt abonnieren", "unser newsletter", "abonnez-vous", "suivez-nous", "inscrivez-vous à",
    "suscríbete", "suscríbase", "síguenos", "únete a nuestro", "participe do canal", "siga o canal", "assine nossa",
    "siga-nos", "iscriviti alla", "seguici su", "sostieni il", "schrijf u in", "volg ons op", "подписывайтесь на",
    "подпишитесь на", "to read the full story",
];

/// What stands on buttons by which readers give something: their address, their money, their opinion.
#[rustfmt::skip]
pub(super) const PRESSED: &[&str] = &[
    "sign up", "sign me up", "subscribe", "subscribe now", "join", "join us", "join now", "donate", "donate now", "give", "give now", "register",
    "contribute", "support us", "become a member", "tell us", "continue", "accept", "submit", "send", "vote", "anmelden", "abonnieren",
    "jetzt abonnieren", "spenden", "unterstützen", "s'abonner", "je m'abonne", "s'inscrire", "faire un don", "suscribirse", "suscríbete", "donar",
    "iscriviti", "abbonati", "sostienici", "assinar", "assine", "inscreva-se", "schrijf je in", "meld je aan", "doneer", "prenumerera", "tilaa",
    "zapisz się", "подписаться", "поддержать", "登録", "登録する", "订阅", "اشترك",
];
