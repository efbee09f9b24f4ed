//! The only place with the world: terminal, threads, clock, configuration, clipboard, other programs.

mod background;
pub mod browser;
pub mod clipboard;
pub mod colours;
pub mod commands;
pub mod config;
pub mod corrected;
pub mod export;
mod fault;
pub mod input;
pub mod jobs;
pub mod log;
pub mod outside;
pub mod places;
pub mod plain;
pub mod reader;
pub mod shelter;
pub mod signals;
pub mod skin;
pub mod start;
pub mod state;
pub mod terminal;
