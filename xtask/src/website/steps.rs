//! The steps of the elements as data, read from the table of `docs/reference.md`.

use anyhow::{Context, Result};
use serde::Serialize;

/// A step, which element has it, and what its user does or sees.
#[derive(Debug, PartialEq, Serialize)]
pub struct Step {
    pub name: String,
    pub element: String,
    pub text: String,
}

/// Reads the table below the heading `## Steps`.
pub fn read(reference: &str) -> Result<Vec<Step>> {
    let (_, rest) = reference.split_once("\n## Steps\n").context("docs/reference.md has no section Steps")?;
    let section = rest.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    rows.map(|row| {
        let mut cells = row.splitn(3, " | ").map(str::to_owned);
        let step = (|| {
            let name = cells.next()?.trim_end_matches('`').to_owned();
            Some(Step { name, element: cells.next()?, text: cells.next()? })
        })();
        step.with_context(|| format!("docs/reference.md has a row of another form: {row}"))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_table_is_a_step() -> Result<()> {
        let rows = "| step | element | what |\n| --- | --- | --- |\n| `a-b` | all | sees `x` |\n";
        let table = &format!("# R\n\n## Steps\n\n{rows}\n## Next\n| `c` | d | e |\n");
        let step = Step { name: "a-b".into(), element: "all".into(), text: "sees `x`".into() };
        assert_eq!(read(table)?, [step]);
        assert!(read("# R\n").is_err());
        Ok(())
    }
}
