//! From what was asked for on the command line to a browser that runs: configuration, keys, themes, what is remembered.

use std::{env, fs, io, path::PathBuf, sync::Arc};

use anyhow::bail;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    browser::{self, End},
    colours,
    config::{self, Config},
    corrected::Corrected,
    log,
    places::{self, Places},
    plain,
    reader::Reader,
    shelter::Shelter,
    skin::Skin,
    state::{self, Store},
};
use crate::{
    app::{Model, keymap::Keymap, model::ExportFormat},
    export::EXPORTERS,
    source::{Archive, Options, reason, sample},
};

/// What the command line asks of the browser.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The archive; `None` for the one opened last where that is remembered, or the sample.
    pub archive: Option<Archive>,
    /// How dumps are read.
    pub options: Options,
    /// Where the catalogue is kept.
    pub shelter: Shelter,
    /// A theme instead of the configured one.
    pub theme: Option<String>,
    /// A keymap file instead of the user's own.
    pub keymap: Option<PathBuf>,
    /// Nothing is remembered.
    pub no_session: bool,
    /// Lines instead of a screen.
    pub plain: bool,
    /// A fault forced after so many keys.
    pub panic_after: Option<usize>,
}

/// Runs the browser.
///
/// # Errors
/// Where the terminal cannot be had, or a theme that was asked for does not exist.
pub fn browser(wanted: Wanted) -> anyhow::Result<End> {
    let places = Places::of_user();
    log::start(places.as_ref());
    let (config, mut told) = places.as_ref().map_or_else(Default::default, |p| config::read(&p.config_file()));
    let remember = config.session && !wanted.no_session;
    // Which archive was opened last is remembered, too.
    let archive = wanted.archive.clone().unwrap_or_else(|| last_or_sample(places.as_ref().filter(|_| remember)));
    let (skin, mistakes) = Skin::load(places.as_ref().map(Places::themes).as_deref(), &config.colours);
    told.extend(mistakes);
    let (keymap, mistakes) = keymap(&wanted, places.as_ref());
    told.extend(mistakes);

    let mut model = model(&config, &archive, &skin);
    model.keymap = Arc::new(keymap);
    let store = places.as_ref().filter(|_| remember).map(|p| Store::of_archive(&p.state(), &canonical(&archive), None));
    if let (Some(store), Some(places)) = (&store, &places) {
        if let Archive::Paths(_) = &archive {
            state::remember_last(&places.state(), &canonical(&archive));
        }
        let (remembered, damage) = store.read();
        told.extend(damage);
        if let Some(remembered) = remembered {
            model.user = remembered.user;
            model.history = remembered.history;
            model.restore(remembered.session);
        }
    }
    told.extend(choose_theme(&mut model, &wanted, &config)?);
    let corrected = places.as_ref().map(|p| Corrected::in_state(&p.state()));
    let mut options = wanted.options;
    if let Some(corrected) = &corrected {
        let (kept, mistakes) = corrected.read();
        options.corrections.extend(kept);
        told.extend(mistakes);
    }
    // The screen has room for the first; all of them stand among the problems and in the log.
    told.iter().for_each(|m| tracing::warn!("{m}"));
    if let Some(first) = told.first() {
        let more = if told.len() > 1 { format!("P shows all {}. ", told.len()) } else { String::new() };
        model.complain(format!("{more}{first}"));
    }
    let reader = Reader::new(archive, options, wanted.shelter, told);
    if wanted.plain || env::var_os("TERM").is_some_and(|t| t == "dumb") {
        return plain::browse(reader, model.list.query, model.zone);
    }
    let ask_background = !model.theme_chosen;
    browser::browse(browser::Start {
        reader,
        model,
        skin,
        store,
        // Where nothing is to be remembered, what is set by hand holds until the end.
        corrected: corrected.filter(|_| remember),
        mouse: config.mouse,
        ask_background,
        panic_after: wanted.panic_after,
    })
}

fn last_or_sample(places: Option<&Places>) -> Archive {
    places.and_then(|p| state::last_archive(&p.state())).map_or(Archive::Sample, Archive::Paths)
}

/// The paths of an archive as they are without links, so that it is known again whichever way it was named.
fn canonical(archive: &Archive) -> Vec<PathBuf> {
    match archive {
        Archive::Paths(paths) => paths.iter().map(|p| fs::canonicalize(p).unwrap_or_else(|_| p.clone())).collect(),
        Archive::Sample => vec![PathBuf::from(sample::NAME)],
    }
}

fn model(config: &Config, archive: &Archive, skin: &Skin) -> Model {
    let name = match archive {
        Archive::Sample => sample::NAME.to_owned(),
        Archive::Paths(paths) => {
            let names: Vec<_> =
                paths.iter().map(|p| p.file_name().unwrap_or(p.as_os_str()).to_string_lossy()).collect();
            names.join(", ")
        }
    };
    let mut model = Model::new((0, 0), Timestamp::now(), TimeZone::system(), name);
    model.folder = places::folder_of(&PathBuf::from("file"));
    model.zone = config.times;
    model.list.query.sort = config.sort;
    model.diff.ignore = config.ignore;
    model.diff.layout.view = config.view;
    model.diff.layout.wrap = config.wrap;
    model.diff.layout.numbers = config.numbers;
    model.diff.layout.context = config.context;
    model.diff.layout.brackets = colours::wants_brackets();
    model.themes = skin.names();
    model.exporters = EXPORTERS
        .iter()
        .map(|e| ExportFormat {
            name: e.name().into(),
            summary: e.summary().into(),
            suffix: e.suffix().into(),
            excerpts: e.excerpts(),
        })
        .collect();
    model
}

/// Looks whether a theme that was asked for is there, where none is worn.
///
/// # Errors
/// A sentence with the themes that there are.
pub fn theme_is_there(name: &str) -> anyhow::Result<()> {
    let folder = Places::of_user().map(|places| places.themes());
    let names = Skin::load(folder.as_deref(), "none").0.names();
    if name != "auto" && !names.iter().any(|known| known == name) {
        bail!("{}", no_theme(name, &names));
    }
    Ok(())
}

fn no_theme(name: &str, names: &[String]) -> String {
    format!("There is no theme {name:?}; there are {}.", names.join(", "))
}

/// Puts a theme on; a configured one that does not exist is told of.
fn choose_theme(model: &mut Model, wanted: &Wanted, config: &Config) -> anyhow::Result<Option<String>> {
    if wanted.theme.is_none() && model.theme_chosen {
        return Ok(None); // remembered from the last visit
    }
    let name = wanted.theme.as_deref().unwrap_or(&config.theme);
    if name == "auto" {
        model.theme = "dark".to_owned();
    } else if model.themes.iter().any(|t| t == name) {
        model.theme = name.to_owned();
        model.theme_chosen = true;
    } else if wanted.theme.is_some() {
        bail!("{}", no_theme(name, &model.themes));
    } else {
        model.theme = "dark".to_owned();
        return Ok(Some(format!("config.toml: there is no theme {name:?}; there are {}.", model.themes.join(", "))));
    }
    Ok(None)
}

fn keymap(wanted: &Wanted, places: Option<&Places>) -> (Keymap, Vec<String>) {
    let mut keymap = Keymap::preset();
    let file = wanted.keymap.clone().or_else(|| places.map(Places::keymap_file));
    let told = match file.as_ref().map(|f| (f, fs::read_to_string(f))) {
        None => Vec::new(),
        Some((file, Ok(text))) => {
            keymap.merge(&text).into_iter().map(|mistake| format!("{}: {mistake}", file.display())).collect()
        }
        Some((_, Err(e))) if e.kind() == io::ErrorKind::NotFound && wanted.keymap.is_none() => Vec::new(),
        Some((file, Err(e))) => {
            vec![format!("{} cannot be read: {}; the usual keys are in force.", file.display(), reason(&e))]
        }
    };
    (keymap, told)
}
