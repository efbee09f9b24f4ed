//! What a piece of text is. Themes turn roles into styles; golden frames print roles as letters.

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// Running text.
    Text,
    /// Text of less weight: hints, times, counts.
    Faint,
    /// A headline.
    Headline,
    /// The name of a field, a column, a pane.
    Label,
    /// Inserted text.
    Inserted,
    /// Deleted text.
    Deleted,
    /// Moved text.
    Moved,
    /// A paragraph whose words were edited: its gutter sign.
    Edited,
    /// Text that stood before and is mentioned in passing: a headline since changed.
    Former,
    /// Text about which nothing is claimed, or whose place is uncertain.
    Uncertain,
    /// A hole: text that the dump has lost.
    Hole,
    /// The current row.
    Cursor,
    /// A match of the search in force.
    Match,
    /// The selected words.
    Selected,
    /// The change on which the reader stands.
    Current,
    /// The base's mark in the timeline.
    Base,
    /// The target's mark in the timeline.
    Target,
    /// A badge: a kind of change.
    Badge,
    /// Something unread.
    Unread,
    /// A key in a hint.
    Key,
    /// A notice.
    Notice,
    /// An error or a problem.
    Error,
    /// Lines between panes.
    Rule,
    /// The focused pane's rule and title.
    Focus,
    /// A bar or sparkline of growth.
    Growth,
    /// A bar or sparkline of shrinking.
    Shrinking,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 26] = [
        Role::Text,
        Role::Faint,
        Role::Headline,
        Role::Label,
        Role::Inserted,
        Role::Deleted,
        Role::Moved,
        Role::Edited,
        Role::Former,
        Role::Uncertain,
        Role::Hole,
        Role::Cursor,
        Role::Match,
        Role::Selected,
        Role::Current,
        Role::Base,
        Role::Target,
        Role::Badge,
        Role::Unread,
        Role::Key,
        Role::Notice,
        Role::Error,
        Role::Rule,
        Role::Focus,
        Role::Growth,
        Role::Shrinking,
    ];

    /// The name in theme files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Faint => "faint",
            Role::Headline => "headline",
            Role::Label => "label",
            Role::Inserted => "inserted",
            Role::Deleted => "deleted",
            Role::Moved => "moved",
            Role::Edited => "edited",
            Role::Former => "former",
            Role::Uncertain => "uncertain",
            Role::Hole => "hole",
            Role::Match => "match",
            Role::Selected => "selected",
            Role::Cursor => "cursor",
            Role::Current => "current",
            Role::Base => "base",
            Role::Target => "target",
            Role::Badge => "badge",
            Role::Unread => "unread",
            Role::Key => "key",
            Role::Notice => "notice",
            Role::Error => "error",
            Role::Rule => "rule",
            Role::Focus => "focus",
            Role::Growth => "growth",
            Role::Shrinking => "shrinking",
        }
    }

    /// The letter in golden frames.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Role::Text => '.',
            Role::Faint => 'f',
            Role::Headline => 'H',
            Role::Label => 'l',
            Role::Inserted => 'i',
            Role::Deleted => 'd',
            Role::Moved => 'm',
            Role::Edited => 'e',
            Role::Former => 'x',
            Role::Uncertain => 'u',
            Role::Hole => 'o',
            Role::Match => 'M',
            Role::Selected => 'S',
            Role::Cursor => 'C',
            Role::Current => 'c',
            Role::Base => 'B',
            Role::Target => 'T',
            Role::Badge => 'b',
            Role::Unread => 'U',
            Role::Key => 'k',
            Role::Notice => 'n',
            Role::Error => 'E',
            Role::Rule => 'r',
            Role::Focus => 'F',
            Role::Growth => 'g',
            Role::Shrinking => 's',
        }
    }
}

/// Several roles laid over one another: what the text is, and what lies on it (cursor, match, selection, current).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Roles(u32);

impl Roles {
    /// Just one role.
    #[must_use]
    pub fn of(role: Role) -> Self {
        Roles(1 << role as u32)
    }

    /// One more role on top.
    #[must_use]
    pub fn and(self, role: Role) -> Self {
        Roles(self.0 | 1 << role as u32)
    }

    /// Whether a role is among them.
    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u32) != 0
    }

    /// The roles, in the order of [`Role::ALL`]: later ones are laid over earlier ones.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |r| self.has(*r))
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Roles::of(role)
    }
}
