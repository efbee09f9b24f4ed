//! Words by which lines around a body are told apart, in languages of the press, in small letters.

/// Heads of corrections and of what was added.
#[rustfmt::skip]
pub(super) const MENDING: [&str; 36] = [
    "correction", "corrections", "clarification", "clarifications", "corrections and clarifications", "corrections & clarifications",
    "editor's note", "editors' note", "editor's notes", "amendment", "amendments", "update", "updates", "erratum", "errata",
    "korrektur", "korrekturen", "berichtigung", "hinweis der redaktion", "anmerkung der redaktion", "richtigstellung",
    "rectificatif", "précision", "note de la rédaction", "mise à jour", "corrección", "rectificación", "fe de erratas", "fe de errores",
    "errata corrige", "rettifica", "correctie", "rectificatie", "rättelse", "rettelse", "訂正",
];

/// Words with which lines begin that name who wrote or pictured something.
#[rustfmt::skip]
pub(super) const CREDITS: [&str; 34] = [
    "by", "von", "par", "por", "di", "door", "af", "av", "od", "przez", "text", "texte", "photo", "photos", "photograph", "photography",
    "picture", "pictures", "image", "images", "foto", "fotos", "bild", "bilder", "video", "watch", "listen", "source", "quelle",
    "fuente", "fonte", "getty", "автор", "фото",
];

/// Words of lines that tell when an article was made, or how long it takes to read.
#[rustfmt::skip]
pub(super) const WHEN: [&str; 44] = [
    "ago", "updated", "published", "posted", "modified", "edited", "read", "reading", "min", "mins", "minute", "minutes", "gmt", "utc", "est",
    "edt", "bst", "cet", "aktualisiert", "veröffentlicht", "uhr", "lesezeit", "stand", "publié", "modifié", "lecture", "actualizado",
    "publicado", "atualizado", "lectura", "aggiornato", "pubblicato", "bijgewerkt", "gepubliceerd", "leestijd", "opdateret", "publiceret",
    "uppdaterad", "publicerad", "oppdatert", "publisert", "обновлено", "опубликовано", "views",
];
