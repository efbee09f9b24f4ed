//! A browser without a world: the state machine with a catalogue that answers at once.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use recension::{
    app::{
        Answer, Effect, Model, Msg, Request, Slot, keymap,
        model::ExportFormat,
        update::{start, update},
    },
    catalogue::Catalogue,
    model::{Article, Progress},
    text::Theme,
    view::{self, Page},
};

pub(crate) struct Browser {
    pub(crate) model: Model,
    catalogue: Arc<Catalogue>,
}

impl Browser {
    pub(crate) fn new(articles: Vec<Article>, size: (u16, u16)) -> Self {
        let catalogue = Catalogue::new();
        articles.into_iter().for_each(|a| catalogue.put(a));
        Browser::of(Arc::new(catalogue), "invented", size)
    }

    pub(crate) fn of(catalogue: Arc<Catalogue>, name: &str, size: (u16, u16)) -> Self {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut model = Model::new(size, now, TimeZone::get("Europe/London").unwrap(), name);
        model.theme = "dark".into();
        model.themes = Theme::built_in().into_iter().map(|t| t.name).collect();
        model.exporters =
            [("patch", "unified diff, for patch and git apply", "diff"), ("html", "a page, both texts", "html")]
                .map(|(name, summary, suffix)| ExportFormat {
                    name: name.into(),
                    summary: summary.into(),
                    suffix: suffix.into(),
                    excerpts: name != "patch",
                })
                .into();
        let mut browser = Browser { model, catalogue };
        let effects = start(&mut browser.model);
        browser.settle(effects);
        let progress = Progress {
            done: true,
            files: 3,
            files_found: 3,
            bytes: 41_200,
            bytes_found: 41_200,
            ..browser.catalogue.progress()
        };
        browser.send(Msg::Progress(progress));
        browser
    }

    /// Another browser of the same catalogue.
    pub(crate) fn twin(&self) -> Browser {
        Browser { model: self.model.clone(), catalogue: Arc::clone(&self.catalogue) }
    }

    /// Presses keys, as keymap files spell them.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keymap::parse(keys).unwrap_or_default() {
            self.send(Msg::Key(key));
        }
        self
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.model, msg);
        self.settle(effects);
        self
    }

    pub(crate) fn page(&self) -> Page {
        view::compose(&self.model)
    }

    fn settle(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask { slot, generation, request } = effect {
                let answer = self.answer(&request);
                if let Some(answer) = answer {
                    self.send(Msg::Answer { slot, generation, answer });
                }
                let _ = slot == Slot::Aside;
            }
        }
    }

    fn answer(&self, request: &Request) -> Option<Answer> {
        Some(match request {
            Request::Window(request) => Answer::Window(self.catalogue.window(request)),
            Request::Timeline(id) => Answer::Timeline(Box::new(self.catalogue.timeline(id)?)),
            Request::Diff { article, base, target, ignore, markup } => {
                Answer::Diff(self.catalogue.diff_of(article, (*base, *target), *ignore, *markup)?)
            }
            Request::Passages { article, phrase } => {
                let passages = self.catalogue.passages(article, phrase, &|| false)?;
                let legs = passages.all_legs(phrase);
                Answer::Passages(Arc::new(passages), legs)
            }
            Request::Weave { article, target } => {
                Answer::Weave(Arc::new(self.catalogue.weave(article, *target, &|| false)?))
            }
            Request::Stats => Answer::Stats(Arc::new(self.catalogue.stats(&|| false)?)),
            Request::Problems => Answer::Problems(self.catalogue.problems()),
            _ => return None,
        })
    }
}
