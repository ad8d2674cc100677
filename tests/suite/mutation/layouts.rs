//! Clean reports in many layouts. «» marks figures, ‹› marks years, that take part in a relation.

use super::draw::{Draw, cents, percent};
use super::{sections, tables};

type Layout = fn(&mut Draw) -> String;

/// Every layout by its name.
#[rustfmt::skip]
pub const LAYOUTS: &[(&str, Layout)] = &[
    ("money, 其中 with a colon", of_which),
    ("money, 包括", including),
    ("money in brackets", bracketed),
    ("money, total behind", total_behind),
    ("money, two items in all", two_items),
    ("money, made up of", made_up),
    ("money, 分别为", respectively),
    ("money by years", by_years),
    ("money with shares between", with_shares),
    ("money in yuan and ten thousands", mixed_units),
    ("nested lists of money", nested),
    ("instalments", instalments),
    ("lengths", lengths),
    ("areas", areas),
    ("counts by class", classes),
    ("counts and money by class", classes_and_money),
    ("scores in prose", scores),
    ("shares of the whole", shares),
    ("execution rate", execution),
    ("satisfaction", satisfaction),
    ("growth", growth),
    ("share of a total", share),
    ("balance", balance),
    ("amount in words", capital),
    ("so much for each", product),
    ("a calculation", formula),
    ("table with totals, pipes", pipe_table),
    ("table with totals, tabs", tab_table),
    ("self-evaluation form", form),
    ("years", years),
    ("two divisions of one total", sections::divided),
    ("counted through, 一是", sections::counted_through),
    ("a budget added to and cut", sections::adjusted),
    ("funds available", sections::available),
    ("rate and rest across sections", sections::across_sections),
    ("scores beside the points", sections::points_and_scores),
    ("due and paid", sections::collection),
    ("a share of the aim", sections::beyond_the_plan),
    ("shares of one whole", sections::shares_of_one),
    ("items with a price", sections::items),
    ("self-evaluation form, one cell a line", sections::cell_a_line),
    ("table with rates", tables::rate_column),
    ("table with what is left", tables::rest_column),
    ("table with shares", tables::share_column),
    ("table with classes above lines", tables::classes_above_lines),
    ("table of scores", tables::score_table),
];

pub fn report(body: &str) -> String {
    format!("青川县2023年度乡村建设项目支出绩效自评报告\n\n一、项目资金情况\n{body}\n")
}

pub fn sum(parts: &[u64]) -> u64 {
    parts.iter().sum()
}

fn of_which(draw: &mut Draw) -> String {
    let parts = draw.several(4, 10_000, 99_999);
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| cents(parts[at]));
    report(&format!(
        "2023年到位专项资金«{}»万元，其中：中央资金«{a}»万元，省级资金«{b}»万元，市级资金«{c}»万元，县级资金«{d}»万元。",
        cents(sum(&parts))
    ))
}

fn including(draw: &mut Draw) -> String {
    let parts = draw.several(3, 1_000, 9_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!("全年支出«{}»万元，包括：设备购置«{a}»万元、人员培训«{b}»万元、平台运维«{c}»万元。", cents(sum(&parts))))
}

fn bracketed(draw: &mut Draw) -> String {
    let parts = draw.several(3, 10_000, 99_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!(
        "项目总投资«{}»万元（其中：中央补助«{a}»万元，省级配套«{b}»万元，县级自筹«{c}»万元），已全部下达。",
        cents(sum(&parts))
    ))
}

fn total_behind(draw: &mut Draw) -> String {
    let parts = draw.several(4, 1_000, 9_999);
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| cents(parts[at]));
    report(&format!("人员经费«{a}»万元、公用经费«{b}»万元、设备费«{c}»万元、差旅费«{d}»万元，合计«{}»万元。", cents(sum(&parts))))
}

fn two_items(draw: &mut Draw) -> String {
    let parts = draw.several(2, 10_000, 99_999);
    report(&format!("生活补助支出«{}»万元，护理费支出«{}»万元，两项支出共«{}»万元。", cents(parts[0]), cents(parts[1]), cents(sum(&parts))))
}

fn made_up(draw: &mut Draw) -> String {
    let parts = draw.several(3, 100_000, 999_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!("本项目总投资«{}»万元，由中央资金«{a}»万元、省级资金«{b}»万元和地方配套«{c}»万元三部分组成。", cents(sum(&parts))))
}

fn respectively(draw: &mut Draw) -> String {
    let parts = draw.several(3, 1_000, 9_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!("三批设备的采购金额分别为«{a}»万元、«{b}»万元、«{c}»万元，共计«{}»万元。", cents(sum(&parts))))
}

fn by_years(draw: &mut Draw) -> String {
    let parts = draw.several(3, 10_000, 99_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!("2021年投入«{a}»万元、2022年投入«{b}»万元、2023年投入«{c}»万元，三年累计投入«{}»万元。", cents(sum(&parts))))
}

fn with_shares(draw: &mut Draw) -> String {
    let parts = draw.several(3, 10_000, 99_999);
    let total = sum(&parts);
    let part = |at: usize| format!("«{}»万元，占«{}»%", cents(parts[at]), percent(parts[at], total));
    report(&format!("资金总额«{}»万元，其中：中央资金{}；省级资金{}；县级资金{}。", cents(total), part(0), part(1), part(2)))
}

fn mixed_units(draw: &mut Draw) -> String {
    let parts = draw.several(2, 10_000, 99_999);
    let total = cents(sum(&parts));
    report(&format!("慰问支出«{total}»万元，其中慰问金«{}»元，慰问品«{}»万元。", parts[0] * 100, cents(parts[1])))
}

fn nested(draw: &mut Draw) -> String {
    let parts = draw.several(4, 10_000, 99_999);
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| cents(parts[at]));
    let (first, second) = (parts[0] + parts[1], parts[2] + parts[3]);
    report(&format!(
        "上级下达补助资金«{}»万元，包括两个项目：抚恤补助资金«{}»万元，其中中央«{a}»万元、省级«{b}»万元；护理费«{}»万元，其中中央«{c}»万元、省级«{d}»万元。",
        cents(first + second),
        cents(first),
        cents(second)
    ))
}

fn instalments(draw: &mut Draw) -> String {
    let parts = draw.several(4, 20, 98);
    report(&format!(
        "资金按进度拨付：3月到账«{}»万元，6月到账«{}»万元，10月到账«{}»万元，12月到账«{}»万元，合计到账«{}»万元。",
        parts[0],
        parts[1],
        parts[2],
        parts[3],
        sum(&parts)
    ))
}

fn lengths(draw: &mut Draw) -> String {
    let parts = draw.several(3, 1_000, 9_999);
    let [a, b, c] = [0, 1, 2].map(|at| cents(parts[at]));
    report(&format!("改造里程«{}»公里，其中：县道«{a}»公里，乡道«{b}»公里，村道«{c}»公里。", cents(sum(&parts))))
}

fn areas(draw: &mut Draw) -> String {
    let parts = draw.several(3, 1_000, 9_999);
    report(&format!("完成造林«{}»亩，其中云坪镇«{}»亩、石街镇«{}»亩、龙泉镇«{}»亩。", sum(&parts), parts[0], parts[1], parts[2]))
}

fn classes(draw: &mut Draw) -> String {
    let parts = draw.several(4, 11, 99);
    report(&format!(
        "共安排项目«{}»个，其中：产业发展«{}»个，教育扶贫«{}»个，小型水利«{}»个，村组道路«{}»个。",
        sum(&parts),
        parts[0],
        parts[1],
        parts[2],
        parts[3]
    ))
}

fn classes_and_money(draw: &mut Draw) -> String {
    let (homes, money) = (draw.several(2, 500, 2_000), draw.several(2, 10_000, 99_999));
    report(&format!(
        "发放补贴«{}»万元，惠及«{}»户，其中脱贫户«{}»户«{}»万元，一般户«{}»户«{}»万元。",
        cents(sum(&money)),
        sum(&homes),
        homes[0],
        cents(money[0]),
        homes[1],
        cents(money[1])
    ))
}

fn scores(draw: &mut Draw) -> String {
    let parts = [draw.between(150, 199), draw.between(150, 199), draw.between(220, 299), draw.between(220, 299)];
    let tenths = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    report(&format!(
        "项目综合得分«{}»分，其中：决策«{}»分，过程«{}»分，产出«{}»分，效益«{}»分。",
        tenths(sum(&parts)),
        tenths(parts[0]),
        tenths(parts[1]),
        tenths(parts[2]),
        tenths(parts[3])
    ))
}

fn shares(draw: &mut Draw) -> String {
    let (a, b) = (draw.between(3_100, 4_900), draw.between(2_100, 2_900));
    report(&format!("项目支出由三部分组成：人员经费占«{}»%，设备经费占«{}»%，运行经费占«{}»%。", cents(a), cents(b), cents(10_000 - a - b)))
}

fn execution(draw: &mut Draw) -> String {
    let budget = draw.between(100_000, 900_000);
    let spent = budget * draw.between(900, 985) / 1_000;
    report(&format!("2023年预算安排«{}»万元，实际支出«{}»万元，预算执行率«{}»%。", cents(budget), cents(spent), percent(spent, budget)))
}

fn satisfaction(draw: &mut Draw) -> String {
    let back = draw.between(150, 400);
    let content = back * draw.between(88, 97) / 100;
    report(&format!(
        "向受益群众发放问卷{}份，收回有效问卷«{back}»份，其中满意«{content}»份，满意度«{}»%。",
        back + draw.below(20),
        percent(content, back)
    ))
}

fn growth(draw: &mut Draw) -> String {
    let last = draw.between(100_000, 500_000);
    let more = last * draw.between(80, 300) / 1_000;
    report(&format!(
        "2023年全年支出«{}»万元，比上年的«{}»万元增加«{}»万元，增长«{}»%。",
        cents(last + more),
        cents(last),
        cents(more),
        percent(more, last)
    ))
}

fn share(draw: &mut Draw) -> String {
    let total = draw.between(200_000, 900_000);
    let part = total * draw.between(300, 700) / 1_000;
    report(&format!("项目总投资«{}»万元，其中产业发展资金«{}»万元，占总投资的«{}»%。", cents(total), cents(part), percent(part, total)))
}

fn balance(draw: &mut Draw) -> String {
    let (carried, income) = (draw.between(5_000, 20_000), draw.between(50_000, 90_000));
    let spent = draw.between(40_000, 50_000);
    report(&format!(
        "年初结转«{}»万元，本年收入«{}»万元，本年支出«{}»万元，年末结余«{}»万元。",
        cents(carried),
        cents(income),
        cents(spent),
        cents(carried + income - spent)
    ))
}

fn capital(draw: &mut Draw) -> String {
    const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    let d = draw.several(4, 1, 9);
    let word = |at: usize| DIGITS[d[at] as usize];
    let words = format!("{}拾{}万{}仟{}佰元整", word(0), word(1), word(2), word(3));
    report(&format!("合同金额为人民币{words}（¥«{}{}{}{}00.00»元）。", d[0], d[1], d[2], d[3]))
}

fn product(draw: &mut Draw) -> String {
    let (people, each) = (draw.between(1_100, 1_990), draw.between(11, 49) * 10);
    let amount = people * each;
    report(&format!("为«{people}»名低保对象每人发放慰问金«{each}»元，共计«{}.{:04}»万元。", amount / 10_000, amount % 10_000))
}

fn formula(draw: &mut Draw) -> String {
    let (people, each) = (draw.between(1_100, 1_990), draw.between(11, 99));
    report(&format!("发放营养补助«{people}»人×«{each}»元=«{}»元。", people * each))
}

fn table(draw: &mut Draw, cell: &str, edge: &str) -> String {
    let columns = 3;
    let rows: Vec<Vec<u64>> = (0..4).map(|_| draw.several(columns, 1_000, 9_999)).collect();
    let line = |cells: Vec<String>| format!("{edge}{}{edge}", cells.join(cell)).trim().to_owned();
    let mut lines = vec![line(["镇村", "中央资金", "省级资金", "县级资金", "合计"].map(str::to_owned).to_vec())];
    for (row, name) in rows.iter().zip(["青山镇", "白石镇", "红旗镇", "东风镇"]) {
        let figures = row.iter().copied().chain([sum(row)]).map(|value| format!("«{}»", cents(value)));
        lines.push(line(std::iter::once(name.to_owned()).chain(figures).collect()));
    }
    let totals: Vec<u64> = (0..columns).map(|at| rows.iter().map(|row| row[at]).sum()).collect();
    let figures = totals.iter().copied().chain([sum(&totals)]).map(|value| format!("«{}»", cents(value)));
    lines.push(line(std::iter::once("合计".to_owned()).chain(figures).collect()));
    report(&format!("资金分配见下表。\n\n附表1 资金分配表（单位：万元）\n{}", lines.join("\n")))
}

fn pipe_table(draw: &mut Draw) -> String {
    table(draw, " | ", "| ")
        .lines()
        .map(|line| if line.starts_with('|') { format!("{} |", line.trim_end_matches(['|', ' '])) } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
        + "\n"
}

fn tab_table(draw: &mut Draw) -> String {
    table(draw, "\t", "")
}

pub fn form(draw: &mut Draw) -> String {
    let budget = draw.between(20_000, 90_000);
    let spent = budget * draw.between(950, 999) / 1_000;
    let rate = percent(spent, budget);
    let execution = (spent * 1_000).div_ceil(budget);
    let scores = [draw.between(17, 20), draw.between(13, 15), draw.between(13, 15), draw.between(27, 30), draw.between(8, 10)];
    let total = execution + scores.iter().map(|score| score * 100).sum::<u64>();
    format!(
        "项目支出绩效自评表\n（2023年度）\n| 项目名称 | 乡村建设 |\n| 主管部门 | 青川县住房和城乡建设局 | 实施单位 | 青川县村镇建设站 |\n\
         | 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n\
         | 年度资金总额 | {b} | «{b}» | «{s}» | 10 | «{rate}»% | «{e}» |\n\
         | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |\n\
         | 产出指标 | 数量指标 | 改造村庄数量 | ≥12个 | 12个 | 20 | «{}» | 进度略晚 |\n\
         | 质量指标 | 工程验收合格率 | ≥95% | 98% | 15 | «{}» | 资料补正 |\n\
         | 时效指标 | 按期完工率 | ≥95% | 96% | 15 | «{}» | 雨季停工 |\n\
         | 效益指标 | 社会效益指标 | 群众生活条件 | 改善 | 改善 | 30 | «{}» | 管护不足 |\n\
         | 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 93% | 10 | «{}» | 沟通不够 |\n\
         | 总分 | 100 | «{t}» | |\n| 填表人：林青禾 | 填表日期：2024年3月11日 |\n",
        scores[0],
        scores[1],
        scores[2],
        scores[3],
        scores[4],
        b = cents(budget),
        s = cents(spent),
        e = cents(execution),
        t = cents(total),
    )
}

fn years(draw: &mut Draw) -> String {
    let month = draw.between(1, 6);
    format!(
        "青川县‹2023›年度乡村建设项目支出绩效自评报告\n\n根据有关要求，我局对‹2023›年度乡村建设专项资金绩效进行了自评，现将情况报告如下。\n\n一、项目资金情况\n项目资金按期支付。\n\n青川县住房和城乡建设局\n2024年{month}月12日\n"
    )
}
