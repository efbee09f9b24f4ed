//! Signals: the polite ways to end or to put to sleep, and word of another window size.

#[cfg(unix)]
pub use unix::{end, lent, outlive_limits, sleep, watch};

#[cfg(unix)]
mod unix {
    use std::{
        process::ExitCode,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        thread,
        time::Duration,
    };

    use crossbeam_channel::Sender;
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ},
        flag,
        iterator::Signals,
        low_level,
    };

    use super::super::{browser::Happening, terminal};

    /// How long the loop may take to end by itself after a signal to end.
    const GRACE: Duration = Duration::from_secs(2);

    /// Another program has the terminal, and the keys that make signals are meant for that one.
    static LENT: AtomicBool = AtomicBool::new(false);

    /// Says whether another program has the terminal, for which the loop waits. As with `system(3)`, what interrupts that
    /// one does not end this; what puts it to sleep does so to both, at once, or the shell would never get the terminal.
    pub fn lent(is_lent: bool) {
        LENT.store(is_lent, Ordering::SeqCst);
    }

    /// Tells the loop of signals; where the loop does not end in time, gives the terminal back and ends the program.
    pub fn watch(to: Sender<Happening>) {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH]) else { return };
        thread::spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGINT if LENT.load(Ordering::SeqCst) => continue,
                    SIGTSTP if LENT.load(Ordering::SeqCst) => {
                        sleep();
                        continue;
                    }
                    _ => {}
                }
                // The reader of keys tells of another size too, but can miss it when a key comes at the same time.
                let harmless = match signal {
                    SIGTSTP => Some(Happening::Sleep),
                    SIGWINCH => Some(Happening::Resized),
                    _ => None,
                };
                if let Some(happening) = harmless {
                    let _ = to.send(happening);
                    continue;
                }
                let _ = to.send(Happening::End(signal));
                thread::spawn(move || {
                    thread::sleep(GRACE);
                    terminal::restore();
                    let _ = low_level::emulate_default_handler(signal);
                });
            }
        });
    }

    /// From here on a file that may not grow any further (`ulimit -f`) is an error of who writes it, as a full disk is, and
    /// not the end of the program. Programs that this one starts are not concerned.
    pub fn outlive_limits() {
        // Where it cannot be had, all is as it was.
        let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    /// Ends the program as a signal would have; without one (the terminal is gone) as a hangup.
    pub fn end(signal: Option<i32>) -> ExitCode {
        let signal = signal.unwrap_or(SIGHUP);
        let _ = low_level::emulate_default_handler(signal);
        ExitCode::from(u8::try_from(128 + signal).unwrap_or(129))
    }

    /// Puts the whole program to sleep, as Ctrl-z in a shell; returns when it is woken.
    pub fn sleep() {
        let _ = low_level::emulate_default_handler(SIGTSTP);
    }
}

#[cfg(not(unix))]
mod other {
    use std::process::ExitCode;

    use crossbeam_channel::Sender;

    use super::super::browser::Happening;

    /// The terminal is gone.
    pub fn end(_: Option<i32>) -> ExitCode {
        ExitCode::from(129)
    }

    /// There are no such limits here.
    pub fn outlive_limits() {}

    /// There are no such signals here.
    pub fn watch(_: Sender<Happening>) {}

    /// There are no such signals here.
    pub fn lent(_: bool) {}

    /// There is no job control here.
    pub fn sleep() {}
}

#[cfg(not(unix))]
pub use other::{end, lent, outlive_limits, sleep, watch};
