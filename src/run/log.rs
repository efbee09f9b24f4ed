//! What the browser did, for a bug report: a file in the state folder, made anew at each start.

use std::{fs, sync::Mutex};

use super::places::Places;

/// Sends `tracing` to the log file; without a state folder, nowhere.
pub fn start(places: Option<&Places>) {
    let Some(places) = places else { return };
    let made = fs::create_dir_all(places.state()).and_then(|()| fs::File::create(places.log_file()));
    if let Ok(file) = made {
        // A second start in one process (tests) keeps the first subscriber.
        let _ = tracing_subscriber::fmt().with_writer(Mutex::new(file)).with_ansi(false).try_init();
    }
}
