//! The browser's loop: what happens becomes messages, messages become effects, effects are done here.
//!
//! One thread owns the model and the screen. Others read the terminal, read the archive and answer questions; they only
//! ever send [`Happening`]s.

use std::{
    sync::{
        Arc, Mutex, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use jiff::Timestamp;

use super::{
    clipboard,
    corrected::{self, Corrected},
    export,
    input::{self, Gate},
    jobs::Jobs,
    outside,
    reader::Reader,
    signals,
    skin::Skin,
    state::{Remembered, Store},
    terminal::{self, Screen},
};
use crate::{
    app::{self, Effect, Model, Msg},
    model::{ArticleId, Placement},
};

/// How long a frame waits for an answer before it shows that one is under way.
const PATIENCE: Duration = Duration::from_millis(12);
/// Messages taken together into one frame.
const BATCH: usize = 256;
/// How often time goes on while something waits for it, and otherwise.
const TICK: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

/// Something that the loop waits for.
#[derive(Debug)]
pub enum Happening {
    /// A message for the state machine.
    Msg(Msg),
    /// The window may have another size.
    Resized,
    /// A signal to go to sleep.
    Sleep,
    /// A signal to end.
    End(i32),
    /// The terminal is gone.
    Hangup,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The user quit.
    Quit,
    /// A signal or a lost terminal ended it.
    Signal(Option<i32>),
}

/// What the browser is started with.
pub struct Start {
    /// The archive.
    pub reader: Reader,
    /// The model, with configuration and session put in.
    pub model: Model,
    /// Themes and colours.
    pub skin: Skin,
    /// Where the archive's state is kept; `None` for nowhere.
    pub store: Option<Store>,
    /// Where sides set by hand are kept; `None` for nowhere.
    pub corrected: Option<Corrected>,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// Ask the terminal for its background.
    pub ask_background: bool,
    /// A fault forced after so many messages, for the tests of the terminal's restoration.
    pub panic_after: Option<usize>,
}

struct Browser {
    reader: Reader,
    model: Model,
    skin: Skin,
    store: Option<Store>,
    corrected: Option<Corrected>,
    screen: Screen,
    gate: Gate,
    jobs: Jobs,
    to: Sender<Happening>,
    end: Option<End>,
    panic_after: Option<usize>,
}

/// Runs the browser until it ends.
///
/// # Errors
/// Where the terminal cannot be taken or drawn on.
pub fn browse(start: Start) -> anyhow::Result<End> {
    let (to, from) = unbounded();
    terminal::hook_panics();
    signals::watch(to.clone());
    // Reading starts before the terminal is asked for anything: the first articles may come with the first frame.
    start.reader.read(to.clone());
    let screen = Screen::take(start.mouse).context("The terminal cannot be taken; try --plain, or `recension list`")?;
    let gate = Gate::default();
    let quiet = Arc::new(Mutex::new(()));
    let shown = Arc::new(AtomicBool::new(false));
    input::read(
        gate.clone(),
        to.clone(),
        start.ask_background.then(|| input::Background { quiet: quiet.clone(), shown: shown.clone() }),
    );
    let jobs = Jobs::new(start.reader.answerer(), to.clone());
    let mut browser = Browser {
        reader: start.reader,
        model: start.model,
        skin: start.skin,
        store: start.store,
        corrected: start.corrected,
        screen,
        gate,
        jobs,
        to,
        end: None,
        panic_after: start.panic_after,
    };
    let size = browser.screen.size()?;
    browser.take(Happening::Msg(Msg::Resize(size.0, size.1)))?;
    for effect in app::start(&mut browser.model) {
        browser.perform(effect)?;
    }
    let end = browser.run(&from, &quiet, &shown);
    browser.save();
    end
}

impl Browser {
    fn run(&mut self, from: &Receiver<Happening>, quiet: &Mutex<()>, shown: &AtomicBool) -> anyhow::Result<End> {
        loop {
            // While the terminal is asked for its background nothing else may be written to it.
            let free = match quiet.try_lock() {
                Err(TryLockError::WouldBlock) => None,
                Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
                Ok(held) => Some(held),
            };
            if free.is_some() {
                self.draw()?;
            }
            drop(free);
            if self.model.progress.articles > 0 || self.model.progress.done {
                shown.store(true, Ordering::SeqCst);
            }
            match from.recv_timeout(if self.model.is_restless() { TICK.0 } else { TICK.1 }) {
                Ok(happening) => {
                    self.take(Happening::Msg(Msg::Tick(Timestamp::now())))?;
                    self.take(happening)?;
                    for happening in from.try_iter().take(BATCH) {
                        self.take(happening)?;
                    }
                    self.wait_a_little(from)?;
                }
                Err(RecvTimeoutError::Timeout) => self.take(Happening::Msg(Msg::Tick(Timestamp::now())))?,
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Signal(None)),
            }
            if let Some(end) = self.end {
                return Ok(end);
            }
        }
    }

    /// Gives answers that are nearly there the chance to come into this frame.
    fn wait_a_little(&mut self, from: &Receiver<Happening>) -> anyhow::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.end.is_none() && (self.model.list.waiting || self.model.timeline.waiting || self.model.diff.waiting)
        {
            match from.recv_deadline(deadline) {
                Ok(happening) => self.take(happening)?,
                Err(_) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, happening: Happening) -> anyhow::Result<()> {
        match happening {
            Happening::Msg(msg) => {
                if let (Some(left), Msg::Key(_)) = (&mut self.panic_after, &msg) {
                    assert!(*left > 0, "a fault forced from the command line");
                    *left -= 1;
                }
                for effect in app::update(&mut self.model, msg) {
                    self.perform(effect)?;
                }
            }
            Happening::Resized => {
                let size = self.screen.size()?;
                if size != self.model.size {
                    self.take(Happening::Msg(Msg::Resize(size.0, size.1)))?;
                }
            }
            Happening::Sleep => self.sleep()?,
            Happening::End(signal) => self.end = Some(End::Signal(Some(signal))),
            Happening::Hangup => self.end = Some(End::Signal(None)),
        }
        Ok(())
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        let (model, skin) = (&self.model, &mut self.skin);
        self.screen.draw(|buffer| skin.paint(model, buffer)).context("The terminal takes no more")
    }

    fn perform(&mut self, effect: Effect) -> anyhow::Result<()> {
        match effect {
            Effect::Ask { slot, generation, request } => self.jobs.ask(slot, generation, request),
            Effect::Ahead(requests) => self.jobs.ahead(requests),
            Effect::Copy { text, what } => {
                let told = clipboard::copy(&text, &mut self.screen);
                self.tell(told.map(|way| format!("Copied {what} ({way}).")));
            }
            Effect::Export { diff, extent, format, file, force } => {
                let order = export::Order { diff, extent, format, file, force };
                export::start(&self.reader, order, self.to.clone());
            }
            Effect::Editor { name, text } => {
                let told = self.lend(|| outside::edit(&name, &text))?;
                self.tell_failure(told);
            }
            Effect::OpenUrl(url) => {
                let told = outside::open_url(&url);
                self.tell(told.map(|()| "Opened the address.".to_owned()));
            }
            Effect::Pipe { command, text } => {
                let told = self.lend(|| outside::pipe(&command, &text))?;
                self.tell_failure(told);
            }
            Effect::Reload => self.reader.read(self.to.clone()),
            Effect::SetSide { article, line, placement } => {
                let told = self.set_side(&article, line, placement);
                if told.is_err() {
                    // Nothing is being read again, whatever was expected.
                    let progress = self.reader.catalogue().progress();
                    let _ = self.to.send(Happening::Msg(Msg::Progress(progress)));
                }
                self.tell(told);
            }
            Effect::Save => self.save(),
            Effect::Suspend => self.sleep()?,
            Effect::Redraw => self.screen.clear()?,
            Effect::Quit => self.end = Some(End::Quit),
        }
        Ok(())
    }

    /// Sets a side by hand, keeps that, and reads the archive again with it: the rest of the page is weighed anew.
    fn set_side(&self, article: &ArticleId, line: u32, placement: Option<Placement>) -> Result<String, String> {
        let mut corrections = self.reader.options().corrections.get(article).cloned().unwrap_or_default();
        let told = corrected::change(&mut corrections, &self.reader.catalogue(), article, line, placement)?;
        let kept = match &self.corrected {
            Some(kept) => {
                kept.write(article, &corrections)?;
                ", and remembered"
            }
            None => ", for this session",
        };
        self.reader.change_options(|options| _ = options.corrections.insert(article.clone(), corrections));
        self.reader.read(self.to.clone());
        Ok(format!("{told}{kept}."))
    }

    /// Goes to the background and comes back.
    fn sleep(&mut self) -> anyhow::Result<()> {
        self.save();
        self.lend(signals::sleep)?;
        let size = self.screen.size()?;
        self.take(Happening::Msg(Msg::Resize(size.0, size.1)))?;
        self.take(Happening::Msg(Msg::Resumed))
    }

    /// Lends the terminal to something that needs it for itself.
    fn lend<T>(&mut self, outside: impl FnOnce() -> T) -> anyhow::Result<T> {
        self.gate.close();
        signals::lent(true);
        let result = self.screen.lend(outside);
        signals::lent(false);
        self.gate.open();
        result.context("The terminal cannot be taken again")
    }

    fn tell(&self, told: Result<String, String>) {
        let msg = match told {
            Ok(sentence) => Msg::Done(sentence),
            Err(sentence) => Msg::Failed(sentence),
        };
        // The loop holds the other end.
        let _ = self.to.send(Happening::Msg(msg));
    }

    fn tell_failure(&self, told: Result<(), String>) {
        if let Err(sentence) = told {
            self.tell(Err(sentence));
        }
    }

    fn save(&self) {
        let Some(store) = &self.store else { return };
        let remembered = Remembered {
            session: self.model.session(),
            user: self.model.user.clone(),
            history: self.model.history.clone(),
        };
        if let Err(why) = store.write(&remembered) {
            tracing::warn!("{why}");
            self.tell(Err(why));
        }
    }
}
