//! Themes and colours: which there are, which is worn now, and the painting of a frame with it.

use std::{fs, path::Path};

use ratatui::buffer::Buffer;
use supports_color::Stream;

use super::colours;
use crate::{
    app::Model,
    source::reason,
    text::{ColourDepth, Theme},
    view::{self, Look},
};

/// The themes there are and how many colours the terminal has.
pub struct Skin {
    themes: Vec<Theme>,
    depth: ColourDepth,
    worn: Option<(String, Look)>,
}

impl Skin {
    /// The built-in themes and the user's own from a folder; mistakes in those come back as sentences.
    #[must_use]
    pub fn load(folder: Option<&Path>, colours: &str) -> (Skin, Vec<String>) {
        let (mut themes, mut told) = (Theme::built_in(), Vec::new());
        let mut files: Vec<_> = folder
            .and_then(|f| fs::read_dir(f).ok())
            .map(|entries| {
                entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect()
            })
            .unwrap_or_default();
        files.sort();
        for file in files {
            let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            match fs::read_to_string(&file) {
                Ok(text) => {
                    let (theme, mistakes) = Theme::parse(&name, &text);
                    told.extend(
                        mistakes.iter().map(|m| format!("{}: line {}: {}", file.display(), m.line, m.sentence)),
                    );
                    themes.retain(|t| t.name != theme.name);
                    themes.push(theme);
                }
                Err(e) => told.push(format!("{} cannot be read: {}.", file.display(), reason(&e))),
            }
        }
        (Skin { themes, depth: depth(colours), worn: None }, told)
    }

    /// The names of the themes, in the order in which a key cycles them.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.themes.iter().map(|t| t.name.clone()).collect()
    }

    /// Draws the model with the theme that it names; gives the cell of the cursor, where a line is being typed.
    pub fn paint(&mut self, model: &Model, buffer: &mut Buffer) -> Option<(u16, u16)> {
        if self.worn.as_ref().is_none_or(|(name, _)| *name != model.theme) {
            let theme = self.themes.iter().find(|t| t.name == model.theme).or(self.themes.first());
            self.worn = theme.map(|theme| (model.theme.clone(), Look::new(theme, self.depth)));
        }
        let (_, look) = self.worn.as_ref()?;
        view::frame(model, look, buffer)
    }
}

fn depth(colours: &str) -> ColourDepth {
    match colours {
        "truecolor" => ColourDepth::True,
        "256" => ColourDepth::Palette,
        "16" => ColourDepth::Sixteen,
        "none" => ColourDepth::None,
        _ if colours::refused() => ColourDepth::None,
        _ => match supports_color::on(Stream::Stdout) {
            Some(level) if level.has_16m => ColourDepth::True,
            Some(level) if level.has_256 => ColourDepth::Palette,
            Some(_) => ColourDepth::Sixteen,
            None => ColourDepth::None,
        },
    }
}
