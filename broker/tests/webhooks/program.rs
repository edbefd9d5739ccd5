//! The program as a process, which is killed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::session::hash_of;
use reqwest::Client;
use serde_json::Value;

use crate::on_both;
use crate::running::KEY;
use crate::secrets::{FORWARD, SIGN_KEY, delivery};
use crate::support::TestStore;
use crate::world::World;

on_both! {
    a_program_that_is_killed_forwards_after_its_next_start_what_it_has_kept
}

struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(world: &World) -> Result<Self> {
        let secrets = format!("sign_keys = [\"{SIGN_KEY}\"]\nforward = [\"{FORWARD}\"]\n");
        let mut command = Command::new(env!("CARGO_BIN_EXE_oneflow-broker"));
        command.env_clear().stdout(Stdio::piped()).stderr(Stdio::null());
        command.env("BROKER_LISTEN", "127.0.0.1:0").env("BROKER_HOSTS", "127.0.0.1");
        command.env("BROKER_DATABASE", &world.test.url).env("BROKER_BACKEND_KEYS", hash_of(KEY));
        command.env("BROKER_MASTER_KEYS", format!("first {}", STANDARD.encode([7; 32])));
        command.env("BROKER_WEBHOOKS_SECRETS", secrets).env("BROKER_WEBHOOKS_FORWARD_TO", world.partner.url());
        let mut child = command.spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("an output")?).read_line(&mut line)?;
        Ok(Self { child, address: line.trim().to_owned() })
    }

    async fn keeps(&self, client: &Client, callback_id: &str, contract: i64) -> Result<()> {
        let post = client.post(format!("{}/webhooks/oneflow?tenant=north", self.address));
        let answer = post.json(&delivery(callback_id, contract, SIGN_KEY)).send().await?;
        ensure!(answer.status() == 200, "{}", answer.text().await?);
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // SIGKILL. A process that has ended already is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn a_program_that_is_killed_forwards_after_its_next_start_what_it_has_kept(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let client = crate::support::client().build()?;
    let (first, second) = (world.oneflow.creates().await?, world.oneflow.creates().await?);
    let program = Program::start(&world)?;
    program.keeps(&client, "c-1", first).await?;
    world.partner.gets(1).await?;
    world.partner.goes_down().await;
    program.keeps(&client, "c-2", second).await?;
    drop(program);
    world.partner.comes_up().await?;
    let program = Program::start(&world)?;
    program.keeps(&client, "c-1", first).await?;
    let all = async {
        while world.partner.messages().len() < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    // What was being read or sent when the program was killed comes again after a minute.
    tokio::time::timeout(std::time::Duration::from_secs(100), all).await?;
    let contracts: Vec<Value> =
        world.partner.gets(2).await?.iter().map(|message| message.body["data"]["contract"].clone()).collect();
    assert_eq!(contracts, [first, second]);
    Ok(())
}
