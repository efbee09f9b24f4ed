//! The members of an object that may be a table, taken for columns while they are parsed.

use std::{fmt, marker::PhantomData};

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::record::{Loose, another, field::Field};

/// The names under which pandas keeps the names of columns, and the rows, where it keeps them apart.
pub(super) const COLUMNS: &str = "columns";
const DATA: &str = "data";

/// The members of an object, as far as they can be columns.
#[derive(Default)]
pub(super) struct Object<'a> {
    /// The known columns that are members of their own.
    pub(super) members: Vec<(Field, &'static str, Cells<'a>)>,
    /// The names of all columns, where they stand apart, …
    pub(super) names: Option<Vec<String>>,
    /// … and the rows.
    pub(super) data: Option<Vec<Vec<Loose<'a>>>>,
}

/// The cells of a column, with the names of their rows where they have any.
pub(super) struct Cells<'a> {
    pub(super) keys: Option<Vec<String>>,
    pub(super) cells: Vec<Loose<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for ObjectVisitor<'a> {
    type Value = Object<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table by columns")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Object<'a>, A::Error> {
        let mut object = Object::default();
        while let Some(name) = members.next_key::<String>()? {
            another()?;
            match name.as_str() {
                COLUMNS => object.names = Some(members.next_value::<Vec<String>>()?),
                DATA => {
                    let rows = members.next_value::<Vec<Row<'a>>>()?;
                    object.data = Some(rows.into_iter().map(|row| row.0).collect());
                }
                name => match Field::named(name) {
                    Some((field, name)) => object.members.push((field, name, members.next_value()?)),
                    None => _ = members.next_value::<IgnoredAny>()?,
                },
            }
        }
        Ok(object)
    }
}

/// A row of cells.
struct Row<'a>(Vec<Loose<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Row<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let cells: Cells<'a> = Cells::deserialize(source)?;
        if cells.keys.is_some() { Err(Error::custom("it is no list")) } else { Ok(Row(cells.cells)) }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Cells<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(CellsVisitor(PhantomData))
    }
}

struct CellsVisitor<'a>(PhantomData<&'a ()>);

impl<'de: 'a, 'a> Visitor<'de> for CellsVisitor<'a> {
    type Value = Cells<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a column")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cells<'a>, A::Error> {
        let mut cells = Vec::new();
        while let Some(cell) = list.next_element()? {
            another()?;
            cells.push(cell);
        }
        Ok(Cells { keys: None, cells })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Cells<'a>, A::Error> {
        let (mut keys, mut cells) = (Vec::new(), Vec::new());
        while let Some(key) = members.next_key()? {
            another()?;
            keys.push(key);
            cells.push(members.next_value()?);
        }
        Ok(Cells { keys: Some(keys), cells })
    }
}
