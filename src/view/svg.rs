//! A page as a picture: SVG with one text element a run of cells, for the README and for looking at screens.

use std::fmt::Write;

use super::Page;
use crate::text::{
    Roles, Theme,
    colour::Rgb,
    theme::{Attributes, Paint},
    width,
};

/// A cell's width and a line's height, in pixels; a monospaced font of 14 pixels is a little narrower.
const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 14.0;

/// The page in a theme's colours. Cells stand where a terminal would put them, whatever the font.
#[must_use]
pub fn svg(page: &Page, theme: &Theme) -> String {
    let (columns, rows) = page.size();
    let wide = f32::from(columns) * CELL.0 + 2.0 * MARGIN;
    let high = f32::from(rows) * CELL.1 + 2.0 * MARGIN;
    let ground = theme.screen.bg.unwrap_or(if theme.light { Rgb(255, 255, 255) } else { Rgb(0, 0, 0) });
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" width=\"{wide:.0}\" \
         height=\"{high:.0}\">\n<style>text {{ font: 14px \"DejaVu Sans Mono\", Menlo, Consolas, monospace; \
         }}</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        hex(ground)
    );
    for row in 0..rows {
        for run in runs(page, row) {
            draw(&mut out, &run, row, theme, ground);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Cells of one row with the same roles.
struct Run {
    column: u16,
    cells: u16,
    text: String,
    roles: Roles,
}

fn runs(page: &Page, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..page.size().0 {
        let Some(shown) = page.shown(column, row) else { continue };
        // Wide glyphs stand alone, because fonts do not agree that they are two cells wide.
        let wide = |text: &str| text.chars().any(|c| width::of(c.encode_utf8(&mut [0; 4])) > 1);
        match runs.last_mut() {
            Some(run) if shown.glyph.is_empty() => run.cells += 1,
            Some(run) if run.roles == shown.roles && !wide(shown.glyph) && !wide(&run.text) => {
                run.text.push_str(shown.glyph);
                run.cells += 1;
            }
            _ => runs.push(Run { column, cells: 1, text: shown.glyph.into(), roles: shown.roles }),
        }
    }
    runs
}

fn draw(out: &mut String, run: &Run, row: u16, theme: &Theme, ground: Rgb) {
    let paint = theme.paints(run.roles);
    let (fg, bg) = colours(paint, theme, ground);
    let x = MARGIN + f32::from(run.column) * CELL.0;
    let y = MARGIN + f32::from(row) * CELL.1;
    let wide = f32::from(run.cells) * CELL.0;
    if bg != ground {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1,
            hex(bg)
        );
    }
    if run.text.trim().is_empty() {
        return;
    }
    // Bars and blocks are drawn as areas, so that neighbours touch.
    let mut style = String::new();
    for (attribute, css) in [
        (Attributes::BOLD, " font-weight=\"bold\""),
        (Attributes::ITALIC, " font-style=\"italic\""),
        (Attributes::DIM, " opacity=\"0.7\""),
        (Attributes::UNDERLINE, " text-decoration=\"underline\""),
        (Attributes::STRIKE, " text-decoration=\"line-through\""),
    ] {
        if paint.style.has(attribute) {
            style.push_str(css);
        }
    }
    let lead = run.text.len() - run.text.trim_start().len();
    let text = run.text.trim();
    let x = x + lead as f32 * CELL.0;
    let wide = width::of(text) as f32 * CELL.0;
    let _ = writeln!(
        out,
        "<text xml:space=\"preserve\" x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{style}>{}</text>",
        y + 13.5,
        hex(fg),
        escaped(text)
    );
}

fn colours(paint: Paint, theme: &Theme, ground: Rgb) -> (Rgb, Rgb) {
    let text = if theme.light { Rgb(0, 0, 0) } else { Rgb(255, 255, 255) };
    let (fg, bg) = (paint.fg.unwrap_or(text), paint.bg.unwrap_or(ground));
    if paint.style.has(Attributes::REVERSE) { (bg, fg) } else { (fg, bg) }
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Role;

    #[test]
    fn text_is_escaped_and_stands_in_its_cells() {
        let mut page = Page::new(20, 1);
        page.put(2, 0, "<b> & 日", Role::Text.into(), 18);
        let picture = svg(&page, &Theme::named("dark").unwrap_or_else(|| Theme::parse("", "").0));
        assert!(picture.contains(">&lt;b&gt; &amp;</text>"), "{picture}");
        assert!(picture.contains(">日</text>"), "{picture}");
        assert!(picture.contains("x=\"30.8\""), "{picture}");
    }
}
