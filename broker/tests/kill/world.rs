//! Brokers, proxy, database and Oneflow of one lane, and one run in it.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use super::config;
use super::database::Database;
use super::oneflow::Oneflow;
use super::plan::{Act, Chance, Plan, Protocol, Step, Victim};
use super::program::Program;
use super::proxy::Proxy;
use super::widget::{Story, Widget};

pub struct World {
    oneflow: Oneflow,
    database: Database,
    brokers: Vec<Program>,
    proxy: Proxy,
    widgets: [Widget; 2],
    _folder: TempDir,
}

impl World {
    /// So many brokers on one database.
    pub async fn start(postgres: Option<String>, brokers: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let url = postgres.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("broker.db").display()));
        let oneflow = Oneflow::start()?;
        config::set_up(&url, &oneflow.api()).await?;
        let brokers: Result<Vec<Program>> =
            (0..brokers).map(|number| Program::new(folder.path(), number, &url)).collect();
        let brokers = brokers?;
        for broker in &brokers {
            broker.revive().await?;
        }
        let proxy = Proxy::start(brokers.iter().map(|broker| broker.port).collect())?;
        let widget = |protocol| Widget::new(proxy.origin(), protocol);
        let widgets = [widget(Protocol::Http1)?, widget(Protocol::Http2)?];
        Ok(Self { oneflow, database: Database { url }, brokers, proxy, widgets, _folder: folder })
    }

    /// One attempt, during which something is killed.
    pub async fn run(&self, run: usize, plan: Plan) -> Result<Story> {
        let (name, record) = (format!("Kill run {run}"), format!("deal-{run}"));
        let widget = if plan.protocol == Protocol::Http1 { &self.widgets[0] } else { &self.widgets[1] };
        let session = widget.session(config::BACKEND_KEY, &record).await?;
        let key = format!("kill-run-key-{run:08}");
        let create = widget.creates(&session, &name, &key);
        let story = match plan.act {
            Act::Creating => self.meanwhile(run, plan, create).await?,
            Act::Uploading => {
                let contract = create.await?.contract;
                self.meanwhile(run, plan, widget.uploads(&session, contract, &format!("{key}-file"))).await?
            }
        };
        let made = self.oneflow.contracts_called(&name);
        ensure!(made == [story.contract], "Oneflow has {made:?}, the user {story:?}");
        let known = widget.contracts_of_record(&session).await?;
        ensure!(known.to_string().contains(&story.contract.to_string()), "the ledger has {known}");
        let added = widget.files(&session, story.contract).await?;
        let expected = usize::from(plan.act == Act::Uploading);
        ensure!(added == expected, "the contract has {added} files, the user {story:?}");
        Ok(story)
    }

    /// What the user does, while something is killed.
    async fn meanwhile(&self, run: usize, plan: Plan, act: impl Future<Output = Result<Story>>) -> Result<Story> {
        let Plan { victim, step, .. } = plan;
        let (story, killed) = tokio::join!(act, self.kill_at(step, victim, Chance::of(run)));
        // Whatever came of it, the next run finds everything alive.
        self.oneflow.gates.open();
        self.revive().await?;
        killed.with_context(|| format!("{victim:?} at {step:?}"))?;
        story
    }

    async fn kill_at(&self, step: Step, victim: Victim, mut chance: Chance) -> Result<()> {
        let before = self.oneflow.gates.counts();
        let gates = &self.oneflow.gates;
        let mut held = None;
        match step {
            Step::Arriving => sleep(chance.below(4)).await,
            Step::WritingDown => {
                held = Some(self.database.hold().await?);
                sleep(50 + chance.below(50)).await;
            }
            Step::Asking => {
                gates.close_before();
                gates.until_arrived(before).await?;
            }
            Step::Made => {
                gates.close_after();
                gates.until_executed(before).await?;
            }
            Step::WritingAnswer => {
                gates.close_after();
                gates.until_executed(before).await?;
                held = Some(self.database.hold().await?);
                gates.open();
                sleep(20 + chance.below(50)).await;
            }
            Step::Answering => {
                gates.until_executed(before).await?;
                sleep(chance.below(5)).await;
            }
            Step::AnyMoment => sleep(chance.below(150)).await,
        }
        self.kill(victim, &mut chance).await?;
        if let Some(held) = held {
            held.release().await?;
        }
        sleep(chance.below(300)).await;
        gates.open();
        self.revive().await
    }

    async fn kill(&self, victim: Victim, chance: &mut Chance) -> Result<()> {
        match victim {
            Victim::Broker => {
                let most = self.brokers.len() as u64;
                // One of several, or all at once.
                let chosen = chance.below(most + 1);
                for (number, broker) in (0_u64..).zip(&self.brokers) {
                    if chosen == most || number == chosen {
                        broker.kill();
                    }
                }
            }
            Victim::Proxy => self.proxy.kill(),
            Victim::Database => self.database.cut().await?,
            Victim::Oneflow => self.oneflow.kill(),
        }
        Ok(())
    }

    async fn revive(&self) -> Result<()> {
        self.oneflow.revive()?;
        self.proxy.revive()?;
        for broker in &self.brokers {
            broker.revive().await?;
        }
        Ok(())
    }
}

async fn sleep(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
