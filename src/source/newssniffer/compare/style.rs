//! What kind of line a line is and in what manner it is written, with no language assumed.

/// A trait of writing that a text tends to keep from line to line: which of its variants a line shows, if any.
pub(super) const TRAITS: usize = 6;

/// What is read off one line by its characters alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Characters, at most 65,535.
    pub(super) length: u16,
    /// Short and without closing punctuation.
    pub(super) heading: bool,
    /// Ends with a colon, announcing what follows.
    pub(super) announces: bool,
    /// Ends a sentence.
    pub(super) closed: bool,
    /// Opens a quotation that it does not close.
    pub(super) open_quote: bool,
    /// Begins with a quotation mark.
    pub(super) quote_first: bool,
    /// The number that the line begins with, as lists and laws number their items.
    pub(super) item: Option<u32>,
    /// The largest number in it below a hundred thousand, 0 where there is none: years, versions, counts.
    pub(super) largest: u32,
    /// Holds a mark that something is still to be written.
    pub(super) draft: bool,
    /// Holds a secure address (2), an insecure one (1) or none (0).
    pub(super) secure: u8,
    /// Begins with a small letter.
    pub(super) small_first: bool,
    /// For each trait the variant shown, from 1; 0 where the line does not show it. In order: script, apostrophe,
    /// double quotation mark, dash, ellipsis, width of punctuation.
    pub(super) traits: [u8; TRAITS],
}

impl Style {
    /// Reads a line. Linear in its length.
    pub(super) fn of(text: &str) -> Style {
        let mut style = Style::default();
        let mut scripts = [0u32; 9];
        let mut previous = ' ';
        let (mut opened, mut closed, mut straight, mut length) = (0i32, 0i32, 0i32, 0usize);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            length += 1;
            let next = chars.peek().copied().unwrap_or(' ');
            scripts[script(c)] += 1;
            match c {
                '\'' if previous.is_alphabetic() => style.traits[1] = 1,
                '’' if previous.is_alphabetic() && next.is_alphabetic() => style.traits[1] = 2,
                '"' => (style.traits[2], straight) = (1, straight + 1),
                '“' | '”' | '„' => style.traits[2] = 2,
                '«' | '»' => style.traits[2] = 3,
                '「' | '」' => style.traits[2] = 4,
                '-' if previous == ' ' && next == ' ' => style.traits[3] = 1,
                '–' => style.traits[3] = 2,
                '—' => style.traits[3] = 3,
                '…' => style.traits[4] = 2,
                '.' if previous == '.' && next == '.' => style.traits[4] = 1,
                '，' | '；' | '：' | '（' => style.traits[5] = 2,
                ',' | ';' | '(' => style.traits[5] = 1,
                _ => {}
            }
            match c {
                '“' | '«' | '„' | '「' => opened += 1,
                '”' | '»' | '」' => closed += 1,
                _ => {}
            }
            previous = c;
        }
        style.largest = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| (1..=5).contains(&n.len()))
            .filter_map(|n| n.parse().ok())
            .max()
            .unwrap_or(0);
        style.draft = ["FIXME", "TODO", "TBD", "XXX", "TKTK", "???"].iter().any(|mark| text.contains(mark));
        style.secure = if text.contains("https://") { 2 } else { u8::from(text.contains("http://")) };
        scripts[0] = 0;
        if let Some((at, &most)) = scripts.iter().enumerate().max_by_key(|&(at, n)| (n, usize::MAX - at))
            && most > 0
        {
            style.traits[0] = at as u8;
        }
        style.length = u16::try_from(length).unwrap_or(u16::MAX);
        let last =
            text.chars().rev().find(|c| !matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | '）' | '」' | ' ' | '*'));
        style.closed = last.is_some_and(is_stop);
        style.announces = last.is_some_and(|c| matches!(c, ':' | '：'));
        style.heading = !style.closed && !style.announces && length < 80;
        style.open_quote = opened > closed || straight % 2 == 1;
        let first = text.chars().next().unwrap_or(' ');
        style.quote_first = matches!(first, '"' | '“' | '«' | '„' | '「' | '‘');
        style.small_first = first.is_lowercase();
        style.item = item(text);
        style
    }
}

/// Whether the character ends a sentence in some script.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '՞' | '።' | '｡')
}

/// The number with which an item of a list begins: `3.`, `(3)`, `§ 3`, `3°`, `Article 3`.
pub(super) fn item(text: &str) -> Option<u32> {
    let mut head = text.trim_start_matches(['(', '[', '§', '#', '*', '-', '•', ' ']);
    if let Some((word, rest)) = head.split_once(' ')
        && word.chars().count() <= 10
        && word.chars().all(char::is_alphabetic)
        && word.starts_with(char::is_uppercase)
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        head = rest;
    }
    let digits = head.bytes().take_while(u8::is_ascii_digit).count();
    let after = head[digits..].chars().next();
    let marks = after.is_none_or(|c| matches!(c, '.' | ')' | ']' | '°' | ':' | '、' | '-' | ' ' | '．' | '）'));
    (digits > 0 && digits <= 4 && marks).then(|| head[..digits].parse().ok()).flatten()
}

/// A small class of scripts, 0 for what belongs to none.
pub(super) fn script(c: char) -> usize {
    match u32::from(c) {
        _ if !c.is_alphabetic() => 0,
        0..=0x024F | 0x1E00..=0x1EFF => 1,
        0x0370..=0x03FF | 0x1F00..=0x1FFF => 2,
        0x0400..=0x052F => 3,
        0x0590..=0x05FF => 4,
        0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFEFC => 5,
        0x0900..=0x1CFF => 6,
        0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF => 7,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn items_and_kinds() {
        assert_eq!(Style::of("3. The council").item, Some(3));
        assert_eq!(Style::of("(12) Der Rat").item, Some(12));
        assert_eq!(Style::of("Article 4").item, Some(4));
        assert_eq!(Style::of("2019 was a year").item, Some(2019));
        assert_eq!(Style::of("The council").item, None);
        assert!(Style::of("Reaction in the town").heading);
        assert!(Style::of("She said:").announces);
        assert!(Style::of("「はい。」").closed);
        assert!(Style::of("“We shall see.").open_quote);
        assert_ne!(Style::of("قال رئيس البلدية").traits[0], Style::of("The mayor said").traits[0]);
    }
}
