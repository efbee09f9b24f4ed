//! What the browser and the commands ask of an archive: windows of its list, timelines, texts, hits.
//!
//! `Catalogue` is the one small interface. Here it is filled in memory from `source`; a database can take its place
//! without anybody noticing.
