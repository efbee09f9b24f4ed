//! News Sniffer's pages.

pub mod compare;
