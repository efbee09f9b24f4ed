//! Rows of articles or revisions as CSV, TSV and their likes: news interfaces, exports of news-please and of trackers'
//! tables. No revision format is published for these; columns are known by their names (`record::names`),
//! rows of one URL become an article, in the order of their numbers, else of their times.
//!
//! What separates columns is told by the content: comma, semicolon, tab or bar, whichever makes the most of the first
//! row. Cells may hold line feeds between quotation marks; a cell `\N`, `NULL` or `NaN` holds nothing; line feeds written
//! as the two characters `\n` are line feeds. Between tabs, marks with text behind the closing one are of the text. A text
//! that a news interface cut (`… [+1234 chars]`) is partial. Marks within a cell may be doubled or stand behind a backslash
//! (`escapes`); a column of times may hold Excel's numbers of days (`serials`).

mod escapes;
mod quotes;
mod rows;
mod serials;
mod shape;

pub(super) use self::{
    rows::{Each, rows},
    shape::Shape,
};
use super::{
    Confidence, Format, Input, Probe, Reading, SourceError,
    record::{article::Found, complaints::Complaints, complaints::place, grouped::Grouped},
};

/// Rows of articles or revisions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "Articles or revisions as rows of CSV or TSV: news APIs, news-please, trackers' tables"
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        Shape::of(probe.text, probe.whole).map_or(Confidence::No, |shape| shape.judged())
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let (mut grouped, mut complaints) = (Grouped::default(), Complaints::default());
        let show_hidden = input.show_hidden();
        let read = rows(input, out, &mut |line, record, out| {
            match Found::of(record, show_hidden) {
                Err(sentence) => out.problem(place(line, 0), sentence.replace("The object", "The row")),
                Ok(mut found) => {
                    complaints.tell(line, std::mem::take(&mut found.complaints), out);
                    grouped.put(line, found, out);
                }
            }
            out.check()
        });
        grouped.hand_on(out);
        read
    }
}
