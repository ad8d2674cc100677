//! Clean reports whose figures stand apart: in several sentences, paragraphs and sections, beside the points to be had, one cell a line.

use super::draw::{Draw, cents, percent};
use super::layouts::{report, sum};

pub fn divided(draw: &mut Draw) -> String {
    let parts = draw.several(2, 100_000, 999_999);
    let total = sum(&parts);
    let third = total / 3;
    let economic = [third, third - 1_234, total - third - (third - 1_234)];
    report(&format!(
        "全年总支出«{}»万元。按支出性质分，基本支出«{}»万元，项目支出«{}»万元。按经济分类分，工资福利支出«{}»万元、商品和服务支出«{}»万元、资本性支出«{}»万元。",
        cents(total),
        cents(parts[0]),
        cents(parts[1]),
        cents(economic[0]),
        cents(economic[1]),
        cents(economic[2])
    ))
}

pub fn counted_through(draw: &mut Draw) -> String {
    let parts = draw.several(3, 10_000, 99_999);
    report(&format!(
        "项目计划总投资«{}»万元。资金渠道有三：一是中央资金«{}»万元，二是省级配套资金«{}»万元，三是县级自筹«{}»万元。",
        cents(sum(&parts)),
        cents(parts[0]),
        cents(parts[1]),
        cents(parts[2])
    ))
}

pub fn adjusted(draw: &mut Draw) -> String {
    let (initial, more, less) = (draw.between(500_000, 900_000), draw.between(10_000, 99_999), draw.between(10_000, 99_999));
    let budget = initial + more - less;
    let spent = budget * draw.between(900, 985) / 1_000;
    report(&format!(
        "年初预算«{}»万元，年中追加«{}»万元，调减«{}»万元，调整后预算«{}»万元。全年支出«{}»万元，预算执行率«{}»%。",
        cents(initial),
        cents(more),
        cents(less),
        cents(budget),
        cents(spent),
        percent(spent, budget)
    ))
}

pub fn available(draw: &mut Draw) -> String {
    let (carried, granted) = (draw.between(10_000, 99_999), draw.between(200_000, 900_000));
    report(&format!(
        "县财政安排专项资金«{}»万元，上年结余«{}»万元，全年可用资金«{}»万元。",
        cents(granted),
        cents(carried),
        cents(granted + carried)
    ))
}

pub fn across_sections(draw: &mut Draw) -> String {
    let budget = draw.between(200_000, 900_000);
    let spent = budget * draw.between(900, 985) / 1_000;
    report(&format!(
        "2023年预算安排«{b}»万元，用于村庄建设。\n二、项目资金使用情况\n截至12月31日，实际支出«{s}»万元。\n三、项目绩效情况\n预算执行率«{r}»%，未支出的«{l}»万元主要是质量保证金。",
        b = cents(budget),
        s = cents(spent),
        r = percent(spent, budget),
        l = cents(budget - spent)
    ))
}

pub fn points_and_scores(draw: &mut Draw) -> String {
    let scores = [draw.between(150, 199), draw.between(220, 299), draw.between(220, 299), draw.between(150, 199)];
    let tenths = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    report(&format!(
        "资金管理（20分）得«{}»分；产出（30分）得«{}»分；效益（30分）得«{}»分；满意度（20分）得«{}»分。总得分«{}»分。",
        tenths(scores[0]),
        tenths(scores[1]),
        tenths(scores[2]),
        tenths(scores[3]),
        tenths(sum(&scores))
    ))
}

pub fn collection(draw: &mut Draw) -> String {
    let due = draw.between(100_000, 900_000);
    let paid = due * draw.between(700, 985) / 1_000;
    report(&format!("应收水费«{}»万元，实收«{}»万元，收缴率«{}»%。", cents(due), cents(paid), percent(paid, due)))
}

pub fn beyond_the_plan(draw: &mut Draw) -> String {
    let planned = draw.between(2_000, 9_000);
    let done = planned * draw.between(1_010, 1_090) / 1_000;
    report(&format!("全年城镇新增就业«{done}»人，完成年度目标«{planned}»人的«{}»%。", percent(done, planned)))
}

pub fn shares_of_one(draw: &mut Draw) -> String {
    let parts = draw.several(4, 10_000, 99_999);
    let total = sum(&parts);
    let part = |at: usize| format!("«{}»万元，占«{}»%", cents(parts[at]), percent(parts[at], total));
    report(&format!(
        "2023年共收到各级资金«{}»万元。按级次分，中央资金{}；省级资金{}；市级资金{}；县级资金{}。",
        cents(total),
        part(0),
        part(1),
        part(2),
        part(3)
    ))
}

pub fn items(draw: &mut Draw) -> String {
    let rows: Vec<(u64, u64)> = (0..3).map(|_| (draw.between(12, 48), draw.between(1_100, 1_990))).collect();
    let line = |at: usize, name: &str| {
        let (count, price) = rows[at];
        format!("（{}）{name}«{count}»台，每台«{price}»元，共«{}»元；", at + 1, count * price)
    };
    report(&format!("设备购置明细：\n{}\n{}\n{}", line(0, "水泵"), line(1, "风机"), line(2, "监护仪")))
}

pub fn cell_a_line(draw: &mut Draw) -> String {
    super::layouts::form(draw)
        .lines()
        .flat_map(|line| match line.strip_prefix("| ") {
            Some(row) => row.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>(),
            None => vec![line.to_owned()],
        })
        .filter(|cell| !cell.is_empty())
        .map(|cell| format!("{cell}\n\n"))
        .collect()
}
