//! Reading dumps, from the outside: archives in, articles and problems out.

mod addresses;
mod archive;
mod captures;
mod databases;
mod fixtures;
mod git;
mod git_merges;
mod hostile;
mod hostile_databases;
mod hostile_git;
mod hostile_plain;
mod hostile_web;
mod hostile_wiki;
mod json;
mod kept_back;
mod laws;
mod newsdiffs;
mod one_url;
mod order;
mod plain_data;
mod real;
mod real_databases;
mod real_git;
mod real_web;
mod real_wiki;
#[path = "../support/repository.rs"]
mod repository;
mod shelf;
mod texts;
mod together;
mod watches;
