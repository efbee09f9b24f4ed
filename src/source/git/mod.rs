//! Git repositories of prose: a file an article, a commit a revision.
//!
//! The branch that `HEAD` names is followed from the last commit to the first, along first parents, with all that was merged
//! into it, each commit beside its first parent. Of a file that nobody touched on that line while a branch was under way,
//! the branch's own commits are steps of the line; of one that was, they lie aside of it. A renamed file is one article (the same content, else texts that are alike). Times are the
//! author's, with his offset. Nothing of a repository runs or is obeyed: its configuration is not even read, objects,
//! references and packs are opened one by one, and nothing is followed that leads outside of what was opened.
//!
//! | file | idea |
//! | --- | --- |
//! | `place`, `refs` | where its parts lie; which commit `HEAD` means |
//! | `objects` | packs and loose objects, bounded |
//! | `walk` | the commits in the order in which they are taken: the line, and before each merge what it brought |
//! | `commit`, `tree`, `chain` | who and when; what differs between two trees; both along the walk |
//! | `lanes` | what lies where on each branch |
//! | `gathering`, `rename` | changes put together |
//! | `history`, `order` | what comes of them for each file |
//! | `branch` | all of that, for whoever reads a repository |
//! | `article` | a history as an article |
//! | `covered` | what the walk leaves to the repository |

mod article;
mod branch;
mod chain;
mod commit;
mod covered;
mod gathering;
mod history;
mod ignored;
mod lanes;
mod objects;
mod order;
mod place;
mod refs;
mod rename;
mod tree;
mod walk;

use std::path::Path;

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use self::{
    article::{Outcome, Repository},
    place::Place,
    refs::Head,
};
use super::{Claim, Confidence, Folder, Format, Input, PassedOver, Probe, Reading, SourceError, prose::Markup};

pub(super) use self::ignored::{Ignored, is_ignored};
pub(super) use self::{
    branch::{Branch, Way},
    commit::{Commit, Moment},
    covered::claim,
    history::{History, State},
    objects::Reader,
};
pub(super) use gix::objs::Kind as ObjectKind;

/// Any git repository that holds prose.
#[derive(Debug, Clone, Copy, Default)]
pub struct Git;

/// Articles that are put together before they are handed on, and by one thread.
const BATCH: usize = 256;
const SHARE: usize = 8;

impl Format for Git {
    fn name(&self) -> &'static str {
        "git"
    }

    fn summary(&self) -> &'static str {
        "Git repositories of prose, work trees and bare ones: a file an article, a commit a revision"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, _probe: &Probe<'_>) -> Confidence {
        Confidence::No
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        claim(folder)
    }

    fn state(&self, path: &Path, base: &Path) -> String {
        state(path, base)
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let path = input.on_disk().ok_or_else(|| SourceError::malformed("It can only be read from a disk."))?;
        let way = Way { renames: true, first_parent: input.first_parent() };
        let branch = Branch::read(path, input.base(), &is_candidate, way, out)?;
        let mut passed_over = tell_of_tree(&branch, out);
        let name = Place::name(path);
        let repository = Repository { name: &name, shown: input.shown(), branch: &branch };
        out.holds(branch.weight(&branch.histories));
        let mut found = 0;
        for batch in branch.histories.chunks(BATCH) {
            out.check()?;
            let outcomes: Vec<Outcome> = batch
                .par_chunks(SHARE)
                .flat_map_iter(|share| {
                    let mut reader = branch.reader();
                    share.iter().map(|history| article::read(history, &repository, &mut reader)).collect::<Vec<_>>()
                })
                .collect();
            let mut articles = Vec::with_capacity(outcomes.len());
            for outcome in outcomes {
                match outcome {
                    Outcome::NoProse => passed_over += 1,
                    Outcome::Article(article, complaints) => {
                        for (place, sentence) in complaints {
                            out.problem(place, sentence);
                        }
                        articles.push(*article);
                    }
                }
            }
            found += articles.len();
            out.articles(articles);
            out.took(branch.weight(batch));
        }
        out.skip(PassedOver::NoProse, passed_over);
        if found == 0 {
            out.problem("", format!("There is no prose in it: its {passed_over} files are code, data or empty."));
        }
        Ok(())
    }
}

/// What tells the state of a repository: the commit that its `HEAD` means, else why it means none.
pub(super) fn state(path: &Path, base: &Path) -> String {
    let head = Place::of(path, base).and_then(|place| Head::of(&place));
    head.map_or_else(|sentence| sentence, |head| head.commit.to_hex().to_string())
}

/// Whether a file may be prose, by its name.
fn is_candidate(name: &[u8]) -> bool {
    Markup::of_name(&String::from_utf8_lossy(name)).is_some()
}

/// Counts the files of the last commit that are no prose by their names, and tells of submodules.
fn tell_of_tree(branch: &Branch, out: &mut Reading<'_>) -> usize {
    let Some(tree) = branch.tree else { return 0 };
    let mut reader = branch.reader();
    let (mut others, mut modules) = (0, Vec::new());
    let room = usize::MAX.into();
    // What cannot be seen of it was told when its commits were compared.
    let _ = tree::Trees::new(&mut reader, &room).each(tree, &mut |path, node| match node {
        tree::Node::Module if modules.len() < 1000 => modules.push(String::from_utf8_lossy(path).into_owned()),
        tree::Node::File if is_candidate(path.rsplit(|b| *b == b'/').next().unwrap_or_default()) => {}
        _ => others += 1,
    });
    for module in modules {
        out.problem(module, "It is a submodule, a repository of its own; it is read where it is checked out.");
    }
    others
}
