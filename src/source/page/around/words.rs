//! Words by which lines around a body are told apart, in languages of the press, in small letters.

/// Heads of corrections and of what was added.
#[rustfmt::skip]
pub(super) const MENDING: &[&str] = &[
    "correction", "corrections", "clarification", "clarifications", "corrections and clarifications", "corrections & clarifications",
    "editor's note", "editors' note", "editor's notes", "amendment", "amendments", "update", "updates", "erratum", "errata",
    "korrektur", "korrekturen", "berichtigung", "hinweis der redaktion", "anmerkung der redaktion", "richtigstellung",
    "rectificatif", "précision", "note de la rédaction", "mise à jour", "corrección", "rectificación", "fe de erratas", "fe de errores",
    "errata corrige", "rettifica", "correctie", "rectificatie", "rättelse", "rettelse", "訂正",
];

/// Words with which lines begin that name who wrote or pictured something.
#[rustfmt::skip]
pub(super) const CREDITS: &[&str] = &[
    "by", "von", "par", "por", "di", "door", "af", "av", "od", "przez", "text", "texte", "photo", "photos", "photograph", "photography",
    "picture", "pictures", "image", "images", "foto", "fotos", "bild", "bilder", "video", "watch", "listen", "source", "quelle",
    "fuente", "fonte", "getty", "автор", "фото",
];

/// Words with which lines begin that tell when an article was made.
#[rustfmt::skip]
pub(super) const MADE: &[&str] = &[
    "updated", "published", "posted", "modified", "aktualisiert", "veröffentlicht", "publié", "actualizado", "publicado", "atualizado",
    "aggiornato", "pubblicato", "bijgewerkt", "gepubliceerd", "opdateret", "publiceret", "uppdaterad", "publicerad", "oppdatert",
    "publisert", "обновлено", "опубликовано", "stand",
];

/// Words that beside a number tell when an article was made, or how long it takes to read.
#[rustfmt::skip]
pub(super) const WHEN: &[&str] = &[
    "ago", "updated", "published", "posted", "modified", "edited", "read", "reading", "min", "mins", "minute", "minutes", "gmt", "utc",
    "edt", "bst", "cet", "uhr", "lesezeit", "lecture", "lectura", "leestijd", "lettura", "leitura", "czytania", "чтения", "views",
    "minuten", "minuti", "minutos", "minut", "минут", "минуты", "okuma", "menit", "phút",
];

/// Words of short lines that speak of the page.
#[rustfmt::skip]
pub(super) const OF_PAGES: &[&str] = &[
    "browser", "cookies", "commission", "comments", "subscribe", "newsletter", "lesezeit", "leestijd", "gift", "correspondent",
    "correspondants", "redaktion", "rédaction", "redazione", "redacción", "redakcji", "редакции", "чтения", "lettura", "leitura", "czytania",
];

/// What stands in lines without case that name who made something, when, and what can be pressed.
#[rustfmt::skip]
pub(super) const NAMING: &[&str] = &[
    "：", "／", "・", "　", "|", "｜", "年", "撮影", "記者", "編集部", "シェア", "会員", "更新", "公開", "责任编辑", "来源", "作者", "字号", "分享", "发布",
    "記錄", "كتب", "بقلم", "تحرير", "دقيقة", "دقائق", "נכתב", "מאת", "עודכן", "דקות", "기자", "입력", "수정", "특파원",
];
