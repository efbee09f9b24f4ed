//! What is to be said of the records of a file: habits of the file once, the rest wherever it is met.

use std::collections::HashSet;

use super::{super::Reading, article::Complaint};

/// Complaints about a file, as far as they were told.
#[derive(Debug, Default)]
pub(in crate::source) struct Complaints {
    /// The habits of the file that were told.
    told: HashSet<Complaint>,
}

impl Complaints {
    /// Tells what is wrong with the record of a line.
    pub(in crate::source) fn tell(&mut self, line: u64, complaints: Vec<Complaint>, out: &mut Reading<'_>) {
        let mut here = HashSet::new();
        for complaint in complaints {
            let known = match &complaint {
                Complaint::Habit(_) => &mut self.told,
                _ => &mut here,
            };
            if known.insert(complaint.clone()) {
                match complaint {
                    Complaint::Here(sentence) | Complaint::Habit(sentence) => out.problem(place(line, 0), sentence),
                    Complaint::At(line, column, sentence) => out.problem(place(line, column), sentence),
                }
            }
        }
    }
}

/// A place as problems name it; column 0 is the whole line.
pub(in crate::source) fn place(line: u64, column: usize) -> String {
    if column > 0 { format!("line {line}, column {column}") } else { format!("line {line}") }
}
