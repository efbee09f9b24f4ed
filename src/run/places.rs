//! Where the user's own files live: configuration, state, log.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// The folder in which a file lies, as shown: whole, with `~` for the user's own.
#[must_use]
pub fn folder_of(file: &Path) -> String {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    let folder = whole.parent().unwrap_or(&whole);
    let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
    match home.filter(|home| home.parent().is_some()).and_then(|home| folder.strip_prefix(home).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => format!("~/{}", rest.display()),
        None => folder.display().to_string(),
    }
}

/// The folders of the user that we may use.
#[derive(Debug, Clone)]
pub struct Places {
    config: PathBuf,
    state: PathBuf,
    cache: PathBuf,
}

impl Places {
    /// The folders that the system names; `None` where the user has no home.
    #[must_use]
    pub fn of_user() -> Option<Places> {
        let dirs = ProjectDirs::from("", "", "recension")?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        let [config, state, cache] = [dirs.config_dir(), state, dirs.cache_dir()].map(Path::to_path_buf);
        Some(Places { config, state, cache })
    }

    /// The configuration file.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The user's own keys, merged over the defaults.
    #[must_use]
    pub fn keymap_file(&self) -> PathBuf {
        self.config.join("keymap.toml")
    }

    /// The folder of the user's own themes.
    #[must_use]
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The folder of what the user made: sessions, stars, corrected sides.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.state.clone()
    }

    /// The folder of what can be made again: catalogues.
    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.cache.clone()
    }

    /// The log of the browser's last run.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.state.join("recension.log")
    }
}
