//! The tests of the workflow files: what runs on a public CI, with which rights, and from whom.

use std::fs;

use anyhow::{Context, Result};
use clap::CommandFactory;
use serde_yaml_ng::Value;

use crate::Cli;
use crate::workspace::{self, Workspace};

/// The workflow that a tag starts.
const RELEASE: &str = "release.yml";

/// The workflow files, by name.
fn workflows() -> Result<Vec<(String, Value)>> {
    let folder = Workspace::find()?.root.join(".github/workflows");
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let read = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = workspace::read(&entry.path())?;
        Ok((name.clone(), serde_yaml_ng::from_str(&text).with_context(|| format!("{name} is no YAML"))?))
    };
    entries.iter().map(read).collect()
}

fn jobs(workflow: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let jobs = workflow.get("jobs").and_then(Value::as_mapping).into_iter().flatten();
    jobs.filter_map(|(name, job)| Some((name.as_str()?, job)))
}

/// The texts of a key in all steps of a job.
fn of_steps<'a>(job: &'a Value, key: &'static str) -> impl Iterator<Item = &'a str> {
    let steps = job.get("steps").and_then(Value::as_sequence).into_iter().flatten();
    steps.filter_map(move |step| step.get(key)?.as_str())
}

fn all_of_steps<'a>(workflow: &'a Value, key: &'static str) -> impl Iterator<Item = &'a str> {
    jobs(workflow).flat_map(move |(_, job)| of_steps(job, key))
}

fn is_pinned(action: &str) -> bool {
    action
        .split_once('@')
        .is_some_and(|(_, commit)| commit.len() == 40 && commit.chars().all(|it| it.is_ascii_hexdigit()))
}

#[test]
fn a_push_and_a_pull_request_are_tested_and_a_tag_is_released() -> Result<()> {
    let workflows = workflows()?;
    let on = |name: &str| workflows.iter().find(|(found, _)| found == name).and_then(|(_, it)| it.get("on"));
    let ci = on("ci.yml").context("no ci.yml")?;
    assert!(ci.get("push").is_some() && ci.get("pull_request").is_some() && ci.get("pull_request_target").is_none());
    let tags = on(RELEASE).and_then(|on| on.get("push")?.get("tags")?.get(0)?.as_str());
    assert_eq!(tags, Some("v*"));
    assert_eq!(workflows.len(), 2);
    Ok(())
}

#[test]
fn workflows_may_read_the_repository_and_only_the_job_that_publishes_proves_who_it_is() -> Result<()> {
    for (name, workflow) in workflows()? {
        let read: Value = serde_yaml_ng::from_str("contents: read")?;
        assert_eq!(workflow.get("permissions"), Some(&read), "{name}");
        for (job, steps) in jobs(&workflow) {
            let publishes = of_steps(steps, "run").any(|run| run.contains("npm publish"));
            let proves = steps.get("permissions").and_then(|it| it.get("id-token")?.as_str()) == Some("write");
            assert_eq!(publishes, proves, "{name}: {job}");
            assert!(proves || steps.get("permissions").is_none(), "{name}: {job} has rights of its own");
            // What can publish runs no code of this repository.
            assert!(!publishes || of_steps(steps, "run").all(|run| run.starts_with("npm publish ./")), "{name}: {job}");
        }
    }
    Ok(())
}

#[test]
fn every_action_is_pinned_to_a_commit_and_no_step_runs_what_a_stranger_has_written() -> Result<()> {
    for (name, workflow) in workflows()? {
        assert!(jobs(&workflow).count() > 0, "{name}");
        for action in all_of_steps(&workflow, "uses") {
            assert!(is_pinned(action), "{name}: {action}");
        }
        for run in all_of_steps(&workflow, "run") {
            assert!(!run.contains("${{"), "{name}: {run}");
        }
    }
    assert!(!is_pinned("actions/checkout@v4") && !is_pinned("actions/checkout"));
    Ok(())
}

#[test]
fn the_commands_of_the_workflows_exist() -> Result<()> {
    let mut called = Vec::new();
    for (name, workflow) in workflows()? {
        for run in all_of_steps(&workflow, "run") {
            if let Some(command) = run.strip_prefix("cargo xtask ").and_then(|run| run.split(' ').next()) {
                assert!(Cli::command().find_subcommand(command).is_some(), "{name}: {run}");
                called.push(command.to_owned());
            }
        }
    }
    called.sort();
    assert_eq!(called, ["audit", "release", "test", "test"]);
    Ok(())
}

#[test]
fn only_the_tag_of_a_version_that_has_passed_all_tests_is_published() -> Result<()> {
    let workflows = workflows()?;
    let (_, release) = workflows.iter().find(|(name, _)| name == RELEASE).context("no release")?;
    let job = |name: &str| jobs(release).find(|(found, _)| *found == name).map(|(_, job)| job);
    let needed: Value = serde_yaml_ng::from_str("[test, build]")?;
    assert_eq!(job("publish").and_then(|job| job.get("needs")), Some(&needed));
    let runs = |name: &str, run: &str| job(name).is_some_and(|job| of_steps(job, "run").any(|it| it == run));
    assert!(runs("test", "cargo xtask test"));
    assert!(runs("build", r#"cargo xtask release --tag "$GITHUB_REF_NAME""#));
    Ok(())
}

#[test]
fn both_packages_are_published_with_their_provenance() -> Result<()> {
    let workflows = workflows()?;
    let (_, release) = workflows.iter().find(|(name, _)| name == RELEASE).context("no release")?;
    let published: Vec<&str> = all_of_steps(release, "run").filter(|run| run.contains("npm publish")).collect();
    assert_eq!(published.len(), 2);
    for (run, name) in published.iter().zip(["oneflow-contract-picker", "oneflow-sandbox"]) {
        assert!(run.contains(&format!("./{name}.tgz ")) && run.contains("--provenance"), "{run}");
    }
    Ok(())
}
