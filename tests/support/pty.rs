//! The real binary in a pseudo-terminal: keys in, screens out, and the terminal's state before and after.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// How long anything may take before the test says what it saw instead. Not a measure: only a bound.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a pseudo-terminal, with folders of its own.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Held open: when the last one closes the system resets the settings, and nothing could be checked.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// The folder that stands for the user's home.
    pub(crate) home: Arc<tempfile::TempDir>,
    settings: String,
}

impl Pty {
    /// Starts the program in a window of so many columns and rows.
    pub(crate) fn start(arguments: &[&str], columns: u16, rows: u16) -> Pty {
        Pty::start_in(Arc::new(tempfile::tempdir().expect("a folder")), arguments, columns, rows)
    }

    /// Starts it with the home of an earlier run.
    pub(crate) fn start_in(home: Arc<tempfile::TempDir>, arguments: &[&str], columns: u16, rows: u16) -> Pty {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let tty = pair.master.tty_name().expect("a name");
        let settings = settings_of(&tty);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_recension"));
        command.args(arguments);
        command.env_clear();
        for (name, folder) in
            [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(name, home.path().join(folder));
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        command.cwd(home.path());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows), cells(columns), 0)));
        let mut output = pair.master.try_clone_reader().expect("its output");
        let parser = screen.clone();
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(n) = output.read(&mut bytes) {
                if n == 0 {
                    break;
                }
                parser.lock().expect("the screen").process(&bytes[..n]);
            }
        });
        let keys = pair.master.take_writer().expect("its input");
        Pty { master: pair.master, _slave: pair.slave, child, keys, screen, home, settings }
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("keys are taken");
        self.keys.flush().expect("keys are taken");
        self
    }

    /// Types Escape alone: what follows at once would be taken for a key with Alt.
    pub(crate) fn escape(&mut self) -> &mut Self {
        self.send("\x1b");
        thread::sleep(Duration::from_millis(150));
        self
    }

    /// Changes the window's size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.lock().expect("the screen").screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).expect("another size");
        self
    }

    /// The cell of the cursor, from 0, where it is shown.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        let parser = self.screen.lock().expect("the screen");
        let (row, column) = parser.screen().cursor_position();
        (!parser.screen().hide_cursor()).then_some((column, row))
    }

    /// Waits until the cursor is shown at a cell.
    pub(crate) fn caret(&mut self, cell: (u16, u16)) -> &mut Self {
        let start = Instant::now();
        while self.cursor() != Some(cell) {
            assert!(
                start.elapsed() < PATIENCE,
                "the cursor is {:?}; the screen shows:\n{}",
                self.cursor(),
                self.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
        self
    }

    /// Clicks with the left button at a cell, from 0.
    pub(crate) fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.send(&format!("\x1b[<0;{};{}M\x1b[<0;{};{}m", column + 1, row + 1, column + 1, row + 1))
    }

    /// The cell, from 0, at which a text of narrow characters stands first.
    pub(crate) fn place(&self, text: &str) -> Option<(u16, u16)> {
        let parser = self.screen.lock().expect("the screen");
        let (rows, columns) = parser.screen().size();
        let (rows, columns) = (rows.get(), columns.get());
        let cells = |row: u16| (0..columns).map(move |x| (x, row));
        (0..rows).find_map(|row| {
            let glyphs: Vec<String> = cells(row)
                .map(|(x, y)| parser.screen().cell(y, x).map_or(String::new(), |c| c.contents().to_owned()))
                .map(|glyph| if glyph.is_empty() { " ".to_owned() } else { glyph })
                .collect();
            (0..glyphs.len()).find(|x| glyphs[*x..].concat().starts_with(text)).map(|x| (x as u16, row))
        })
    }

    /// What the screen shows now.
    pub(crate) fn text(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents()
    }

    /// Waits until the screen shows something of which this is true.
    pub(crate) fn wait(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let start = Instant::now();
        loop {
            let text = self.text();
            if is_so(&text) {
                return self;
            }
            assert!(start.elapsed() < PATIENCE, "waited for {what}; the screen shows:\n{text}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the screen shows this text.
    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// The letter of the process's state (`T`: stopped).
    pub(crate) fn state(&self) -> char {
        let id = self.child.process_id().expect("an id");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.rsplit(')').next().and_then(|rest| rest.trim().chars().next()).unwrap_or('?')
    }

    /// Waits for a state.
    pub(crate) fn wait_state(&self, letter: char) {
        let start = Instant::now();
        while self.state() != letter {
            assert!(start.elapsed() < PATIENCE, "waited for state {letter}, it is {}", self.state());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("an id").to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().expect("kill runs").success());
    }

    /// Waits for the end and returns whether the program called it a success.
    pub(crate) fn end(&mut self) -> bool {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                // Its last output may still be on the way through the pseudo-terminal.
                thread::sleep(Duration::from_millis(100));
                return status.success();
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Fails unless the terminal is as it was found: its settings, the main screen, the cursor, no mouse, no paste mode.
    pub(crate) fn assert_restored(&self) {
        let tty = self.master.tty_name().expect("a name");
        assert_eq!(settings_of(&tty), self.settings, "the terminal's settings");
        // The last output may still be on its way through the pseudo-terminal.
        let start = Instant::now();
        while let Some(wrong) = self.unrestored() {
            assert!(start.elapsed() < PATIENCE, "{wrong}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn unrestored(&self) -> Option<&'static str> {
        let parser = self.screen.lock().expect("the screen");
        let screen = parser.screen();
        [
            (screen.alternate_screen(), "still on the alternate screen"),
            (screen.hide_cursor(), "the cursor is still hidden"),
            (screen.bracketed_paste(), "still in paste mode"),
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "the mouse is still taken"),
        ]
        .into_iter()
        .find_map(|(wrong, what)| wrong.then_some(what))
    }

    /// Files below the home, by name.
    pub(crate) fn files(&self, folder: &Path) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.home.path().join(folder))
            .map(|d| d.flatten().map(|e| e.path()).collect())
            .unwrap_or_default();
        files.sort();
        files
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a window has cells")
}

fn settings_of(tty: &Path) -> String {
    let output = Command::new("stty").arg("-F").arg(tty).arg("-a").output().expect("stty runs");
    // The size changes when a test changes it; everything else must come back.
    String::from_utf8_lossy(&output.stdout).lines().skip(1).collect::<Vec<_>>().join("\n")
}
