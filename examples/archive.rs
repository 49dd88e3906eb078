//! An archive as a reviewer gets it: published figures, laid out anew as web pages, Word documents or workbooks.
//!
//! `cargo run --release --example archive -- html|docx|xlsx COUNT FOLDER` writes COUNT files into the folder. Every report
//! has figures of its own: the published ones times a whole number, so that identities that held still hold.

#[path = "../tests/align/layouts.rs"]
#[allow(dead_code)]
mod layouts;
#[path = "../tests/import/rendering.rs"]
#[allow(dead_code)]
mod rendering;

use gouji::grid::Grid;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const PUBLISHED: &[&str] = &[
    include_str!("../tests/reports/pingtan_2021.json"),
    include_str!("../tests/reports/pingtan_2022.json"),
    include_str!("../tests/reports/pingtan_zrz_2022.json"),
    include_str!("../tests/reports/wuzhong_gaj_2024.json"),
];

fn figures(text: &str, factor: u64) -> BTreeMap<String, String> {
    let record: serde_json::Value = serde_json::from_str(text).expect("a record");
    let cells = record["cells"].as_object().expect("cells").iter();
    let times = |text: &str| match text.parse::<u64>() {
        Ok(figure) => (figure * factor).to_string(),
        Err(_) => text.to_owned(),
    };
    cells
        .map(|(address, text)| (address.clone(), times(text.as_str().unwrap_or(""))))
        .collect()
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [kind, count, folder] = given.as_slice() else {
        eprintln!("archive html|docx|xlsx COUNT FOLDER");
        std::process::exit(2);
    };
    let render = |title: &str, sections: &[(&str, Vec<Grid>)]| match kind.as_str() {
        "docx" => rendering::word(title, sections),
        "xlsx" => rendering::excel(title, sections),
        _ => rendering::page(title, sections).into_bytes(),
    };
    fs::create_dir_all(folder).expect("the folder can be made");
    for number in 0..count.parse::<usize>().expect("a number") {
        let factor = 1 + (number / PUBLISHED.len()) as u64 % 9;
        let mut grids = layouts::printed(&figures(PUBLISHED[number % PUBLISHED.len()], factor));
        let disputes = grids.split_off(grids.len() - 1);
        let requests = grids.split_off(grids.len() - 1);
        let sections = [
            ("一、总体情况", Vec::new()),
            ("二、主动公开政府信息情况", grids),
            ("三、收到和处理政府信息公开申请情况", requests),
            ("四、政府信息公开行政复议、行政诉讼情况", disputes),
            ("五、存在的主要问题及改进情况", Vec::new()),
        ];
        let title = format!("第{number}局2022年政府信息公开工作年度报告");
        let file = Path::new(folder).join(format!("{number:05}.{kind}"));
        fs::write(file, render(&title, &sections)).expect("the file can be written");
    }
}
