//! The browser's state machine: messages in, effects out. Pure: no terminal, no file, no clock.
//!
//! [`model`] is all the state there is; [`update`](update::update) is the only thing that changes it.

pub mod clip;
pub mod commands;
pub mod diff;
pub mod effect;
mod find;
mod folding;
pub mod geometry;
pub mod held;
pub mod key;
pub mod keyboard;
pub mod keymap;
mod landing;
pub mod list;
mod marks;
pub mod model;
pub mod motion;
mod mouse;
pub mod msg;
mod nearest;
pub mod overlay;
pub mod overview;
pub mod picked;
mod place;
pub mod selection;
mod session;
mod sideways;
pub mod timeline;
pub mod timeline_lines;
pub mod update;
pub mod user;
mod walk;
pub mod words;

pub use effect::{Effect, Request, Slot};
pub use geometry::Geometry;
pub use key::{Code, Key};
pub use keymap::{Keymap, Mistake, Scope};
pub use model::{MarkAction, Mode, Model, Notice, Pane};
pub use msg::{Answer, Mouse, MouseKind, Msg};
pub use update::{start, update};
