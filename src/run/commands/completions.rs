//! `recension completions` and `recension man`, made from the definitions of the command line.

use clap_complete::Shell;

use super::{Outcome, paper::Paper};
use crate::cli::Cli;

pub(super) fn completions(shell: Shell, paper: &mut Paper) -> anyhow::Result<Outcome> {
    // Written to memory first: the generator takes a closed pipe for a fault of its own.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::definitions(), "recension", &mut script);
    paper.raw().write_all(&script)?;
    Ok(Outcome::Done)
}

pub(super) fn man(paper: &mut Paper) -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let definitions = Cli::definitions();
    let manual = clap_mangen::Man::new(definitions.clone());
    manual.render(&mut page)?;
    for command in definitions.get_subcommands().filter(|c| !c.is_hide_set()) {
        let title = format!("recension {}", command.get_name());
        let manual = clap_mangen::Man::new(command.clone().bin_name(title.clone()));
        page.extend(format!(".SH \"{}\"\n", title.to_uppercase()).bytes());
        manual.render_synopsis_section(&mut page)?;
        manual.render_description_section(&mut page)?;
        manual.render_options_section(&mut page)?;
    }
    paper.raw().write_all(&page)?;
    Ok(Outcome::Done)
}
