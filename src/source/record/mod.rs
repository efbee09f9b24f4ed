//! Dumps of plain data, whatever they are written in: an object or a row says something of an article or a revision.
//!
//! | file | idea |
//! | --- | --- |
//! | `field`, `names` | what members and columns mean, and their names |
//! | `article` | what a record says of an article or a revision |
//! | `moment`, `place`, `text` | when and where a record says that it was seen, and what it says of its text |
//! | `people` | who wrote it |
//! | `unread` | prose under a name that is not known |
//! | `slashes` | days between slashes, which others of the file may settle |
//! | `complaints` | what is said of records, habits of a file once |
//! | `grouped` | revisions that lie loose in a file become articles, by URL or id |
//! | `parents` | a table of articles, to which the rows of another belong |
//!
//! Here: an object or a row, reduced while it is parsed to the members that we know, whatever their types.

pub(super) mod article;
pub(super) mod complaints;
pub(super) mod field;
pub(super) mod grouped;
mod moment;
mod names;
pub(super) mod parents;
mod people;
mod place;
mod slashes;
pub(super) mod text;
pub(super) mod unread;

use std::{borrow::Cow, cell::Cell, fmt};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use self::field::Field;
use super::limits;

/// A value of any type.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::source) enum Loose<'a> {
    Nothing,
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Loose<'a>>),
    Record(Record<'a>),
}

/// The known members of an object, in order, with the names they bear.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::source) struct Record<'a>(Vec<(Field, &'static str, Loose<'a>)>);

/// Two members of an object that mean the same and say two things: the name of the one that counts, and of the other.
pub(in crate::source) type Double = (&'static str, &'static str);

impl<'a> Record<'a> {
    /// A row of a table: what each known column says.
    pub(in crate::source) fn of(members: impl Iterator<Item = (Field, &'static str, Loose<'a>)>) -> Record<'a> {
        Record(members.collect())
    }

    /// Adds a member.
    pub(in crate::source) fn add(&mut self, field: Field, name: &'static str, value: Loose<'a>) {
        self.0.push((field, name, value));
    }

    /// A member's value. Where a name occurs twice, or two names mean the same, the first that holds something counts, of
    /// those whose names promise most.
    pub(in crate::source) fn get(&self, field: Field) -> Option<&Loose<'a>> {
        self.counting(field).map(|member| &member.2)
    }

    fn counting(&self, field: Field) -> Option<&(Field, &'static str, Loose<'a>)> {
        let mut held = self.held(field);
        let first = held.next();
        let several = held.next().is_some();
        if !several {
            return first;
        }
        self.held(field).min_by_key(|(_, name, value)| {
            let says_nothing = match field {
                Field::Text => value.is_blank(),
                Field::Time => moment::is_flag(value) || !moment::is_one(value),
                _ => false,
            };
            (says_nothing, !names::is_surer(name), names::is_poorer(name))
        })
    }

    /// The members of a meaning that hold something, in their order.
    fn held(&self, field: Field) -> impl Iterator<Item = &(Field, &'static str, Loose<'a>)> {
        self.0.iter().filter(move |member| member.0 == field && member.2 != Loose::Nothing)
    }

    /// The values of all members of a meaning that hold something.
    pub(in crate::source) fn all(&self, field: Field) -> impl Iterator<Item = &Loose<'a>> {
        self.held(field).map(|member| &member.2)
    }

    /// Whether there is no member that we know.
    pub(in crate::source) fn is_empty(&self) -> bool {
        self.0.iter().all(|member| matches!(member.0, Field::Value | Field::About))
    }

    /// Whether there is a member of this meaning, even one that holds nothing.
    pub(in crate::source) fn names(&self, field: Field) -> bool {
        self.0.iter().any(|(f, _, _)| *f == field)
    }

    /// The name that the member bears which [`Record::get`] gives.
    pub(in crate::source) fn name(&self, field: Field) -> Option<&'static str> {
        self.counting(field).map(|member| member.1)
    }

    /// The members that stand behind others that mean the same, and do not count.
    pub(in crate::source) fn doubles(&self) -> Vec<Double> {
        let mut doubles: Vec<Double> = Vec::new();
        for (field, name, value) in self.0.iter().filter(|member| member.2 != Loose::Nothing) {
            // Of several leads the longest counts, whatever their order; other members tell of several things.
            if matches!(field, Field::Lead | Field::Prose | Field::Markup | Field::Value | Field::About) {
                continue;
            }
            // A text that was not kept, and a time of the article beside that at which it was fetched, are no other ones.
            let is_fetched = || self.name(Field::Time).is_some_and(names::is_of_fetching);
            if *field == Field::Text && value.is_blank()
                || *field == Field::Time && (moment::is_flag(value) || is_fetched())
            {
                continue;
            }
            // An address beside a name is no other name.
            let is_address = |value: &Loose<'_>| value.text().is_some_and(|text| place::is_address(&text));
            if *field == Field::Source && self.all(Field::Source).any(is_address) {
                continue;
            }
            // A text without its markup, the day of a moment, the time of a day.
            let less = |counts: &Loose<'_>| {
                let part = |(all, part): (Cow<'_, str>, Cow<'_, str>)| {
                    all.contains(part.trim()) || moment::is_hour(&part) || moment::is_hour(&all)
                };
                names::is_poorer(name)
                    && (matches!(field, Field::Text | Field::Published | Field::Changed)
                        || counts.text().zip(value.text()).is_some_and(part))
            };
            let differs = |(_, name, counts): &&(Field, &'static str, Loose<'_>)| {
                !names::is_surer(name) && counts.differs(value) && !less(counts)
            };
            if let Some(counts) = self.counting(*field).filter(differs) {
                doubles.push((counts.1, name));
            }
        }
        doubles.dedup();
        doubles
    }

    /// A member as text: numbers as they are written; of a list, its texts joined by commas.
    pub(in crate::source) fn text(&self, field: Field) -> Option<Cow<'_, str>> {
        self.get(field)?.text()
    }

    /// What an object says that stands for a text, a number or a time.
    fn into_value(self) -> Option<Loose<'a>> {
        self.0.into_iter().find(|member| member.0 == Field::Value && member.2 != Loose::Nothing).map(|member| member.2)
    }

    /// What an object says that stands for a headline.
    fn headline(self) -> Option<(Field, &'static str, Loose<'a>)> {
        let main = self.0.into_iter().find(|member| member.0 == Field::Main)?;
        Some((Field::Title, "headline", main.2))
    }

    /// The longest of the texts that tell of a text which is not there, and whether it is all of that text: NewsCatcher
    /// gives an `excerpt` beside the `summary`, by which it means the article's main text.
    pub(in crate::source) fn lead(&self) -> Option<(Cow<'_, str>, bool)> {
        let leads = self.0.iter().filter(|member| member.0 == Field::Lead);
        let texts = leads.filter_map(|(_, name, value)| Some((*name, value.text()?)));
        let texts: Vec<(&str, Cow<'_, str>)> = texts.filter(|(_, text)| !text.trim().is_empty()).collect();
        let excerpt = texts.iter().any(|(name, _)| *name == "excerpt");
        let (name, text) = texts.into_iter().max_by_key(|(_, text)| text.len())?;
        Some((text, excerpt && name == "summary"))
    }

    /// The objects in a member that is a list.
    pub(in crate::source) fn records(&self, field: Field) -> Option<impl Iterator<Item = Option<&Record<'a>>>> {
        let Loose::List(list) = self.get(field)? else { return None };
        Some(list.iter().map(|item| match item {
            Loose::Record(record) => Some(record),
            _ => None,
        }))
    }
}

impl<'a> Loose<'a> {
    /// What an object stands for, where it stands for a text, a number or a time.
    fn unwrapped(self) -> Loose<'a> {
        match self {
            Loose::Record(record) if record.names(Field::Value) => match record.get(Field::Value) {
                Some(_) => record.into_value().unwrap_or(Loose::Nothing),
                None => Loose::Record(record),
            },
            value => value,
        }
    }

    /// A text that may lie in an object, or in a list of them, as editors keep their blocks.
    fn into_prose(self) -> Loose<'a> {
        match self {
            Loose::Record(Record(members)) => {
                let texts = members.into_iter().filter(|member| matches!(member.0, Field::Text | Field::Paragraphs));
                texts.map(|member| member.2).find(|value| *value != Loose::Nothing).unwrap_or(Loose::Nothing)
            }
            Loose::List(list) => Loose::List(list.into_iter().map(|item| item.unwrapped().into_prose()).collect()),
            value => value,
        }
    }
}

impl Loose<'_> {
    /// Whether it is a text of blanks alone.
    fn is_blank(&self) -> bool {
        matches!(self, Loose::Text(text) if text.trim().is_empty())
    }

    /// Whether another value says something else: a text, and a list of it alone, say the same.
    fn differs(&self, other: &Loose<'_>) -> bool {
        self != other && self.text().is_none_or(|text| other.text() != Some(text))
    }

    /// The value as text; `None` for what has none.
    pub(in crate::source) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Loose::Nothing | Loose::Record(_) => None,
            Loose::Number(number) => Some(Cow::Owned(number.to_string())),
            Loose::Text(text) => Some(Cow::Borrowed(text)),
            Loose::List(list) => {
                let texts: Vec<Cow<'_, str>> = list.iter().filter_map(Loose::text).collect();
                (!texts.is_empty()).then(|| Cow::Owned(texts.join(", ")))
            }
        }
    }

    /// The value as a text of lines: of a list, each of its texts is one.
    pub(in crate::source) fn lines(&self) -> Option<Cow<'_, str>> {
        match self {
            Loose::List(list) => {
                let texts: Vec<Cow<'_, str>> = list.iter().filter_map(Loose::text).collect();
                Some(Cow::Owned(texts.join("\n")))
            }
            value => value.text(),
        }
    }

    /// The value as a whole number that is not negative.
    pub(in crate::source) fn count(&self) -> Option<u32> {
        match self {
            Loose::Number(n) if *n >= 0.0 && n.fract() == 0.0 && *n <= f64::from(u32::MAX) => Some(*n as u32),
            Loose::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(LooseVisitor)
    }
}

thread_local! {
    /// How many more values the object may have that is being read on this thread.
    static LEFT: Cell<usize> = const { Cell::new(limits::VALUES) };
}

/// Reads an object from what `parse` gives, unless it has more than [`limits::VALUES`] values.
pub(in crate::source) fn bounded<T>(parse: impl FnOnce() -> T) -> T {
    LEFT.set(limits::VALUES);
    parse()
}

/// How the error begins that says that an object has more values than that.
pub(in crate::source) const TOO_MANY: &str = "it has more than";

/// Counts a value of the object.
pub(in crate::source) fn another<E: Error>() -> Result<(), E> {
    let left = LEFT.get().checked_sub(1);
    LEFT.set(left.ok_or_else(|| E::custom(format_args!("{TOO_MANY} {} values", limits::VALUES)))?);
    Ok(())
}

impl<'de: 'a, 'a> Deserialize<'de> for Record<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match source.deserialize_any(LooseVisitor)? {
            Loose::Record(record) => Ok(record),
            _ => Err(Error::custom("it is no object")),
        }
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Loose<'de>, E> {
        Ok(Loose::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Loose<'de>, E> {
        Ok(Loose::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose<'de>, E> {
        Ok(Loose::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose<'de>, E> {
        Ok(Loose::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose<'de>, E> {
        Ok(Loose::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            another()?;
            values.push(value);
        }
        Ok(Loose::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Loose<'de>, A::Error> {
        let mut record = Vec::new();
        // What is said further inside counts where nothing else does.
        let mut inside = Vec::new();
        while let Some(Name(field)) = members.next_key()? {
            match field {
                Some((field, name)) => {
                    another()?;
                    match (field, members.next_value::<Loose<'de>>()?.unwrapped()) {
                        (Field::Fields, Loose::Record(Record(inner))) => record.extend(inner),
                        (Field::Title, Loose::Record(inner)) => record.extend(inner.headline()),
                        (Field::Prose, Loose::Record(Record(inner))) if name == names::ARTICLE => inside.extend(inner),
                        (Field::About, Loose::Record(Record(inner))) => {
                            let of_fetching =
                                |m: &(Field, &str, Loose<'_>)| m.0 == Field::Time && names::is_of_fetching(m.1);
                            inside.extend(inner.into_iter().filter(of_fetching));
                        }
                        (Field::About, _) => {}
                        (Field::Text | Field::Paragraphs | Field::Prose | Field::Markup | Field::Lead, value) => {
                            record.push((field, name, value.into_prose()));
                        }
                        (_, value) => record.push((field, name, value)),
                    }
                }
                None => _ = members.next_value::<IgnoredAny>()?,
            }
        }
        // The number of the row is none of the article in it.
        if inside.iter().any(|(field, _, value)| *field == Field::Id && *value != Loose::Nothing) {
            record.retain(|(field, _, _)| *field != Field::Id);
        }
        record.append(&mut inside);
        Ok(Loose::Record(Record(record)))
    }
}

struct Name(Option<(Field, &'static str)>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl Visitor<'_> for NameVisitor {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(Field::named(name)))
            }
        }
        source.deserialize_str(NameVisitor)
    }
}
