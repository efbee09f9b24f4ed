//! The browser's state machine: messages in, effects out. Pure: no terminal, no file, no clock.
//!
//! [`model`] is all the state there is; [`update`](update::update) is the only thing that changes it.

pub mod diff;
pub mod effect;
pub mod geometry;
pub mod key;
pub mod list;
pub mod model;
pub mod msg;
pub mod overlay;
pub mod timeline;
pub mod user;

pub use effect::{Effect, Request, Slot};
pub use geometry::Geometry;
pub use key::{Code, Key};
pub use model::{Mode, Model, Notice, Pane};
pub use msg::{Answer, Mouse, MouseKind, Msg};
