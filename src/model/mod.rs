//! What everything else speaks of: articles, revisions, timelines, times and how sure they are, list windows, hits.
//!
//! Pure data and small pure functions. Nothing here reads a file, a clock or a terminal, and nothing here points to
//! another module of the crate.

pub mod alignment;
pub mod article;
pub mod badge;
pub mod change;
pub mod distance;
pub mod evidence;
pub mod hit;
pub mod language;
pub mod list;
pub mod problem;
pub mod sides;
pub mod stats;
pub mod time;
pub mod timeline;

pub use alignment::{Alignment, Link};
pub use article::{Article, ArticleId, Aside, Gap, Revision, TextState, Withheld};
pub use change::{ChangeKind, Changes};
pub use evidence::{Evidence, Placement, SidesMark};
pub use hit::{Field, Hit, HitOrder, Lifeline, Sighting, Turn, Unknown};
pub use language::Language;
pub use list::{Anchor, Filter, ListQuery, ListRow, ListWindow, Sort, Step, WindowRequest};
pub use problem::{Problem, Progress};
pub use sides::{Side, Sides};
pub use stats::Stats;
pub use time::{Certainty, Precision, Seen};
pub use timeline::{ArticleHead, RevisionText, Timeline, TimelineRow};
