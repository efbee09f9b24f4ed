//! Documents made of diffs: golden outputs, hostile text, patches that apply, JSON that rebuilds, files that are safe.

mod carried;
mod context;
mod excerpt;
mod golden;
mod hostile;
mod json;
mod patch;
mod sample;
mod save;
