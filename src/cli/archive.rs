//! Which archive, and which article of it: what most commands take.

use std::path::PathBuf;

use clap::Args;

/// An archive.
#[derive(Debug, Clone, Args)]
pub struct Paths {
    /// Dump files, or folders of dumps; without one the built-in sample, which `sample:` names.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// An article of an archive.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// A dump file, or a folder of dumps; without one the built-in sample, which `sample:` names.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// The id that `recension list` prints, a URL, an unambiguous beginning of either, or the folder or file that the
    /// article comes from; not needed where there is just one article.
    #[arg(value_name = "ARTICLE")]
    pub article: Option<String>,
}
