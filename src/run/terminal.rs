//! The terminal: taken, drawn on, given back as it was found, whatever ends the program.

use std::{
    io::{self, BufWriter, Stdout, Write},
    panic,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crossterm::{
    cursor, event, execute, queue,
    terminal::{self, BeginSynchronizedUpdate, EndSynchronizedUpdate},
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer};

/// Whether the terminal is ours now, so that it is given back once and only then.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The screen while it is ours; dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen and, if wanted, the mouse.
    ///
    /// # Errors
    /// Where standard output is no terminal that can do this.
    pub fn take(mouse: bool) -> io::Result<Screen> {
        enter(mouse)?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())))?;
        Ok(Screen { terminal, mouse })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// Where the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Draws one frame, whole or not at all (terminals that know synchronised updates show no half of it). `paint` gives
    /// the cell of the cursor, which is hidden where there is none.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some(cell) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(cell);
            }
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn clear(&mut self) -> io::Result<()> {
        // Not the terminal's own `clear`: it asks for the cursor's place, and the answer would go to the reader of keys.
        execute!(self.terminal.backend_mut(), terminal::Clear(terminal::ClearType::All))?;
        // Both buffers are blank after this, as the screen is.
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Gives the terminal back for as long as `outside` runs, then takes it again.
    ///
    /// # Errors
    /// Where it cannot be taken again.
    pub fn lend<T>(&mut self, outside: impl FnOnce() -> T) -> io::Result<T> {
        restore();
        let result = outside();
        enter(self.mouse)?;
        self.clear()?;
        Ok(result)
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.terminal.backend_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(self.terminal.backend_mut())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, terminal::EnterAlternateScreen, cursor::Hide, event::EnableBracketedPaste)?;
    if mouse {
        execute!(out, event::EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back, if it is ours; safe to call at any time, from any thread, more than once.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Each step is tried whatever became of the one before: a half restored terminal is worse than a lost error.
    let _ = execute!(out, event::DisableMouseCapture);
    let _ = execute!(out, event::DisableBracketedPaste);
    let _ = execute!(out, EndSynchronizedUpdate, terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// On a panic of this thread, on which the browser runs, gives the terminal back first, then says what happened and where to
/// report it. A panic of any other costs what that one worked at, which whoever began it tells: it is only logged.
pub fn hook_panics() {
    let (before, browser) = (panic::take_hook(), thread::current().id());
    panic::set_hook(Box::new(move |info| {
        tracing::error!("panic: {info}");
        if thread::current().id() != browser {
            return;
        }
        restore();
        eprintln!(
            "recension failed; nothing in your dumps was changed. Please report this, with the log file and the lines below."
        );
        before(info);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_panic_of_the_browser_itself_gives_the_terminal_back() {
        TAKEN.store(true, Ordering::SeqCst);
        hook_panics();
        let ended = thread::spawn(|| panic!("a fault of a worker, made for a test")).join();
        let hook = panic::take_hook();
        assert!(ended.is_err() && TAKEN.swap(false, Ordering::SeqCst));
        drop(hook);
    }
}
