//! A browser over an invented archive, driven by keys.

use jiff::{Timestamp, tz::TimeZone};
use recension::{
    app::{Effect, Model, Msg, keymap::parse, model::ExportFormat, start, update},
    model::Progress,
};

use crate::archive::Archive;

/// A browser, the archive that answers it, and what it wanted done in the world.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) model: Model,
    pub(crate) archive: Archive,
    /// Effects that are no questions, oldest first.
    pub(crate) done: Vec<Effect>,
    /// Questions not answered while the catalogue sleeps.
    pub(crate) asleep: Option<Vec<Effect>>,
}

impl Story {
    pub(crate) fn of(articles: usize) -> Story {
        Story::sized(articles, (140, 40))
    }

    pub(crate) fn sized(articles: usize, size: (u16, u16)) -> Story {
        let mut story = Story::unstarted(articles, size);
        story.begin();
        story
    }

    pub(crate) fn unstarted(articles: usize, size: (u16, u16)) -> Story {
        let mut model = Model::new(size, Timestamp::UNIX_EPOCH, TimeZone::UTC, "archive");
        model.themes = ["dark", "light", "mono"].map(String::from).to_vec();
        model.theme = "dark".into();
        let format = |name: &str, suffix: &str| ExportFormat {
            name: name.into(),
            summary: "A document.".into(),
            suffix: suffix.into(),
            excerpts: name != "patch",
        };
        model.exporters = vec![format("html", "html"), format("patch", "patch"), format("text", "txt")];
        Story { model, archive: Archive::of(articles), done: Vec::new(), asleep: None }
    }

    pub(crate) fn begin(&mut self) {
        self.begin_reading();
        self.read_all();
    }

    /// The reading of the archive has begun and is not over.
    pub(crate) fn begin_reading(&mut self) {
        let effects = start(&mut self.model);
        self.settle(effects);
    }

    /// The archive has been read.
    pub(crate) fn read_all(&mut self) {
        let revisions = self.archive.pieces.iter().map(|p| p.revisions.len()).sum();
        let articles = self.archive.pieces.len();
        self.send(Msg::Progress(Progress { articles, revisions, done: true, ..Progress::default() }));
    }

    pub(crate) fn keys(&mut self, keys: &str) -> &mut Story {
        for key in parse(keys).unwrap() {
            self.send(Msg::Key(key));
        }
        self
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Story {
        let effects = update(&mut self.model, msg);
        self.settle(effects);
        self
    }

    pub(crate) fn wait(&mut self, milliseconds: i64) -> &mut Story {
        let now = Timestamp::from_millisecond(self.model.now.as_millisecond() + milliseconds).unwrap();
        self.send(Msg::Tick(now))
    }

    pub(crate) fn sleep(&mut self) {
        self.asleep = Some(Vec::new());
    }

    /// The catalogue answers what was asked while it slept; all of it, also what nobody wants any more.
    pub(crate) fn wake(&mut self) {
        let asked = self.asleep.take().unwrap_or_default();
        self.settle(asked);
    }

    fn settle(&mut self, effects: Vec<Effect>) {
        let mut left: std::collections::VecDeque<Effect> = effects.into();
        let mut rounds = 0;
        while let Some(effect) = left.pop_front() {
            rounds += 1;
            assert!(rounds < 500, "questions without end: {effect:?}");
            match (&effect, &mut self.asleep) {
                (Effect::Ask { .. }, Some(asleep)) => asleep.push(effect),
                (Effect::Ask { slot, generation, request }, None) => {
                    for answer in self.archive.answer(request) {
                        left.extend(update(
                            &mut self.model,
                            Msg::Answer { slot: *slot, generation: *generation, answer },
                        ));
                    }
                }
                (Effect::Ahead(_), _) => {}
                _ => self.done.push(effect),
            }
        }
    }

    /// The id of the article under the list's cursor.
    pub(crate) fn article(&self) -> &str {
        self.model.list.selected.as_ref().map_or("", |id| id.as_str())
    }

    /// The id of the article whose timeline is shown.
    pub(crate) fn opened(&self) -> &str {
        self.model.timeline.article.as_ref().map_or("", |id| id.as_str())
    }

    pub(crate) fn pair(&self) -> (u32, u32) {
        self.model.timeline.pair().unwrap_or((99, 99))
    }

    pub(crate) fn notice(&self) -> &str {
        self.model.notice.as_ref().map_or("", |n| n.text.as_str())
    }
}
