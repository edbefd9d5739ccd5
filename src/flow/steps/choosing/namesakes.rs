//! Which templates of a workspace have the same name.

/// A name, and the workspace that it is in.
type Name<'a> = (usize, Option<&'a str>);

/// For each name, whether another of its workspace is the same. A table by a hash of the name keeps thousands of rows
/// from being compared with each other; a set of the standard library would weigh several times as much.
pub fn namesakes(names: &[Name]) -> Vec<bool> {
    let mut marks = vec![false; names.len()];
    let slots = (names.len() * 2).next_power_of_two();
    let mut table: Vec<Option<usize>> = vec![None; slots];
    for (at, name) in names.iter().enumerate() {
        let mut slot = hash(name) % slots;
        while let Some(other) = table.get(slot).copied().flatten() {
            if names.get(other) == Some(name) {
                for namesake in [other, at] {
                    if let Some(mark) = marks.get_mut(namesake) {
                        *mark = true;
                    }
                }
                break;
            }
            slot = (slot + 1) % slots;
        }
        if let Some(free @ None) = table.get_mut(slot) {
            *free = Some(at);
        }
    }
    marks
}

/// FNV-1a over the name, begun with the workspace.
fn hash((workspace, name): &Name) -> usize {
    let step = |hash: usize, byte: u8| (hash ^ usize::from(byte)).wrapping_mul(0x0100_0193);
    name.unwrap_or_default().bytes().fold(0x811c_9dc5 ^ workspace, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_within_their_workspace() {
        let names =
            [(0, Some("Lease")), (1, Some("Lease")), (0, Some("Order")), (0, Some("Lease")), (1, None), (1, None)];
        assert_eq!(namesakes(&names), [true, false, false, true, true, true]);
        assert_eq!(namesakes(&[]), [] as [bool; 0]);
    }

    #[test]
    fn names_that_share_a_place_in_the_table_are_told_apart() {
        let texts: Vec<String> = (0..120).map(|number| format!("Lease {number}")).collect();
        for (at, one) in texts.iter().enumerate() {
            for other in texts.iter().skip(at + 1) {
                let (first, second): (Name, Name) = ((0, Some(one)), (0, Some(other)));
                assert_eq!(namesakes(&[first, second, first]), [true, false, true], "{one}, {other}");
                assert_eq!(namesakes(&[first, second, second]), [false, true, true], "{one}, {other}");
            }
        }
    }

    #[test]
    fn of_thousands_every_one_is_found() {
        let texts: Vec<String> = (0..5_000).map(|number| format!("Lease {}", number % 4_999)).collect();
        let names: Vec<Name> = texts.iter().map(|text| (0, Some(&**text))).collect();
        let marks = namesakes(&names);
        let marked: Vec<usize> = (0..5_000).filter(|at| marks.get(*at) == Some(&true)).collect();
        assert_eq!(marked, [0, 4_999]);
    }
}
