//! Jobs: a thread for each kind of question, so that a long search never holds up a diff; the newest question of a kind
//! replaces older ones that wait, and tells one under way to stop.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::{
    browser::Happening,
    fault::{FAULT, contained},
};
use crate::app::{Answer, Msg, Request, Slot};

/// Answers questions: emits one answer or, for a search, several; looks at `stale` now and then and stops early.
pub type Answerer = dyn Fn(&Request, &dyn Fn() -> bool, &mut dyn FnMut(Answer)) + Send + Sync;

/// The threads that answer.
pub struct Jobs {
    answerer: Arc<Answerer>,
    to: Sender<Happening>,
    lanes: BTreeMap<Slot, Lane>,
    ahead: Option<Sender<Vec<Request>>>,
}

struct Lane {
    newest: Arc<AtomicU64>,
    questions: Sender<(u64, Request)>,
}

impl Jobs {
    /// Makes the threads as they are needed; answers go to `to`.
    pub fn new(answerer: Arc<Answerer>, to: Sender<Happening>) -> Jobs {
        Jobs { answerer, to, lanes: BTreeMap::new(), ahead: None }
    }

    /// Asks; the answer comes as a message with this slot and generation.
    pub fn ask(&mut self, slot: Slot, generation: u64, request: Request) {
        let lane = self.lanes.entry(slot).or_insert_with(|| Lane::start(slot, self.answerer.clone(), self.to.clone()));
        lane.newest.store(generation, Ordering::SeqCst);
        // The lane's thread ends only with the program.
        let _ = lane.questions.send((generation, request));
    }

    /// Has questions answered for the sake of the catalogue's memory of answers, when nothing newer is to be done ahead.
    pub fn ahead(&mut self, requests: Vec<Request>) {
        let answerer = self.answerer.clone();
        let sender = self.ahead.get_or_insert_with(|| {
            let (sender, receiver) = unbounded::<Vec<Request>>();
            thread::spawn(move || {
                while let Ok(mut requests) = receiver.recv() {
                    if let Some(newer) = receiver.try_iter().last() {
                        requests = newer;
                    }
                    for request in requests {
                        if !receiver.is_empty() {
                            break;
                        }
                        let _ = contained(|| answerer(&request, &|| false, &mut |_| {}));
                    }
                }
            });
            sender
        });
        let _ = sender.send(requests);
    }
}

impl Lane {
    fn start(slot: Slot, answerer: Arc<Answerer>, to: Sender<Happening>) -> Lane {
        let (questions, waiting): (_, Receiver<(u64, Request)>) = unbounded();
        let newest = Arc::new(AtomicU64::new(0));
        let current = newest.clone();
        thread::spawn(move || {
            while let Ok(question) = waiting.recv() {
                let (generation, request) = waiting.try_iter().last().unwrap_or(question);
                let stale = || current.load(Ordering::SeqCst) != generation;
                let mut emit = |answer| {
                    if !stale() {
                        let _ = to.send(Happening::Msg(Msg::Answer { slot, generation, answer }));
                    }
                };
                if contained(|| answerer(&request, &stale, &mut emit)).is_none() {
                    emit(Answer::Failed(format!("This could not be worked out: {FAULT}.")));
                }
            }
        });
        Lane { newest, questions }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::model::{ArticleId, HitOrder};

    #[test]
    fn a_newer_question_drops_the_older_answer_and_a_fault_costs_one_answer() {
        let (to, from) = unbounded();
        let answerer: Arc<Answerer> = Arc::new(|request, stale, emit| match request {
            Request::Search { .. } => {
                while !stale() {
                    thread::yield_now();
                }
                emit(Answer::Failed("dropped".into()));
            }
            Request::Problems => emit(Answer::Problems(Vec::new())),
            _ => panic!("a fault"),
        });
        let mut jobs = Jobs::new(answerer, to);
        jobs.ask(Slot::Search, 1, Request::Search { query: "a".into(), order: HitOrder::Time, limit: 1 });
        jobs.ask(Slot::Search, 2, Request::Problems);
        jobs.ask(Slot::Timeline, 7, Request::Timeline(ArticleId::new("x")));
        let mut answers: Vec<(u64, bool)> = (0..2)
            .map(|_| match from.recv_timeout(Duration::from_secs(20)) {
                Ok(Happening::Msg(Msg::Answer { generation, answer, .. })) => {
                    (generation, matches!(answer, Answer::Failed(_)))
                }
                other => panic!("no answer: {}", other.is_ok()),
            })
            .collect();
        answers.sort_unstable();
        assert_eq!(answers, [(2, false), (7, true)]);
    }
}
