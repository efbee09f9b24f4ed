//! A page as two planes that people can read and review: glyphs, and the letter of the topmost role of each cell.

use recension::{text::Role, view::Page};

/// Both planes, side by side of a line for each row, and what the letters mean.
pub(crate) fn planes(page: &Page) -> String {
    let (columns, rows) = page.size();
    let mut out = String::new();
    for row in 0..rows {
        out.push_str(page.line(row).trim_end());
        out.push('\n');
    }
    out.push_str(&format!("{}\n", "═".repeat(usize::from(columns))));
    let mut used = [false; Role::ALL.len()];
    for row in 0..rows {
        let line: String = (0..columns).map(|column| letter(page, column, row, &mut used)).collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let named = Role::ALL.into_iter().filter(|r| used[*r as usize]);
    let key: Vec<String> = named.map(|r| format!("{} {}", r.letter(), r.name())).collect();
    format!("{out}{}\n{}\n", "═".repeat(usize::from(columns)), key.join(", "))
}

fn letter(page: &Page, column: u16, row: u16, used: &mut [bool]) -> char {
    let Some(shown) = page.shown(column, row) else { return '!' };
    let Some(role) = shown.roles.iter().last() else { return ' ' };
    // A blank without anything on it is a blank on both planes.
    if shown.glyph == " " && matches!(role, Role::Text | Role::Faint | Role::Headline | Role::Label | Role::Badge) {
        return ' ';
    }
    used[role as usize] = true;
    role.letter()
}
