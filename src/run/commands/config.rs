//! `recension config`: the configuration with every setting, and where it is looked for.

use anyhow::Context as _;

use super::{Outcome, paper::Paper};
use crate::run::{config, places::Places};

pub(super) fn run(path: bool, paper: &mut Paper) -> anyhow::Result<Outcome> {
    if path {
        let places = Places::of_user().context("There is no configuration folder: the user has no home folder.")?;
        paper.line(places.config_file().display())?;
    } else {
        paper.raw().write_all(config::SAMPLE.as_bytes())?;
    }
    Ok(Outcome::Done)
}
