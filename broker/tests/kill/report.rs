//! The figures of all runs.

use std::collections::BTreeMap;

use anyhow::Result;

use super::plan::{Act, Plan, Protocol, Step, Victim};
use super::widget::Story;

/// A run.
pub struct Line {
    pub run: usize,
    pub lane: &'static str,
    pub plan: Plan,
    pub seconds: f64,
}

#[derive(Clone, Default)]
pub struct Report {
    pub failures: Vec<String>,
    of_act: BTreeMap<Act, Sums>,
    of_victim: BTreeMap<Victim, Sums>,
    of_step: BTreeMap<Step, Sums>,
    of_protocol: BTreeMap<Protocol, Sums>,
    of_lane: BTreeMap<&'static str, Sums>,
    all: Sums,
}

#[derive(Clone, Default)]
struct Sums {
    runs: usize,
    one: usize,
    sent: usize,
    chosen: usize,
    again: usize,
    slowest: f64,
}

impl Report {
    pub fn add(&mut self, line: &Line, result: Result<Story>) {
        let Plan { act, victim, step, protocol } = line.plan;
        let story = match result {
            Ok(story) => Some(story),
            Err(error) => {
                let Line { run, lane, .. } = line;
                let failure = format!("run {run}, {lane}, {act:?}, {victim:?} at {step:?}, {protocol:?}: {error:#}");
                eprintln!("{failure}");
                self.failures.push(failure);
                None
            }
        };
        let sums = [
            self.of_act.entry(act).or_default(),
            self.of_victim.entry(victim).or_default(),
            self.of_step.entry(step).or_default(),
            self.of_protocol.entry(protocol).or_default(),
            self.of_lane.entry(line.lane).or_default(),
            &mut self.all,
        ];
        for sum in sums {
            sum.add(line.seconds, story.as_ref());
        }
    }

    /// A table in Markdown.
    pub fn text(&self) -> String {
        let head = "| what | runs | with one contract or file | requests with a key | found by the user | tried with a \
            new key | longest, s |\n| --- | --- | --- | --- | --- | --- | --- |\n";
        let mut text = head.to_owned();
        let acts = self.of_act.iter().map(|(act, sums)| (format!("{act:?}"), sums));
        let victims = self.of_victim.iter().map(|(victim, sums)| (format!("{victim:?} killed"), sums));
        let steps = self.of_step.iter().map(|(step, sums)| (format!("at {step:?}"), sums));
        let protocols = self.of_protocol.iter().map(|(protocol, sums)| (format!("over {protocol:?}"), sums));
        let lanes = self.of_lane.iter().map(|(lane, sums)| ((*lane).to_owned(), sums));
        for (what, sums) in acts.chain(victims).chain(steps).chain(protocols).chain(lanes) {
            text += &sums.line(&what);
        }
        text + &self.all.line("all")
    }
}

impl Sums {
    fn add(&mut self, seconds: f64, story: Option<&Story>) {
        self.runs += 1;
        self.slowest = self.slowest.max(seconds);
        if let Some(story) = story {
            self.one += 1;
            self.sent += story.sent;
            self.chosen += usize::from(story.chosen);
            self.again += usize::from(story.given_up > 0);
        }
    }

    fn line(&self, what: &str) -> String {
        let Self { runs, one, sent, chosen, again, slowest } = self;
        format!("| {what} | {runs} | {one} | {sent} | {chosen} | {again} | {slowest:.1} |\n")
    }
}
