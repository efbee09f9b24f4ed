//! Where the user's own files live: configuration, state, log.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The folders of the user that we may use.
#[derive(Debug, Clone)]
pub struct Places {
    config: PathBuf,
    state: PathBuf,
}

impl Places {
    /// The folders that the system names; `None` where the user has no home.
    #[must_use]
    pub fn of_user() -> Option<Places> {
        let dirs = ProjectDirs::from("", "", "recension")?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Some(Places { config: dirs.config_dir().to_path_buf(), state: state.to_path_buf() })
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

    /// The log of the browser's last run.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.state.join("recension.log")
    }
}
