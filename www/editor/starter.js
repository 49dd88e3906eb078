/** The packs that the editor begins with: small, whole, with an example for each rule. */

/** @import { Language } from '../contract.js' */

/** @type {{ [language in Language]: string }} */
export const STARTERS = {
  'zh-CN': `report profit "利润表"
  version "1"

table income "利润表"
  cells amount 2 decimals 元 may be negative
  columns
    first_half "上半年"
    second_half "下半年"
    year "全年" = sum of all before it
  rows
    revenue "营业收入"
    costs "减：营业成本" subtracted
    profit "营业利润" = sum of all before it

warning cost_share "营业成本一般不低于营业收入的三成"
  for each column of income except year
  costs >= 30% * revenue

example "上半年的利润多写了 10"
  income
    revenue 200 180 380
    costs 120 110 230
    profit 90 70 150
  breaks income.profit.first_half:rows, income.profit.year:columns
  repair income.profit.first_half = 80

example "上半年的成本低得少见"
  income
    revenue 200 180 380
    costs 20 110 130
    profit 180 70 250
  breaks cost_share[first_half]
`,
  en: `report profit "Profit and loss"
  version "1"

table income "Profit and loss"
  cells amount 2 decimals may be negative
  columns
    first_half "First half"
    second_half "Second half"
    year "Year" = sum of all before it
  rows
    revenue "Revenue"
    costs "Less: costs" subtracted
    profit "Profit" = sum of all before it

warning cost_share "Costs are usually at least 30% of revenue"
  for each column of income except year
  costs >= 30% * revenue

example "Profit of the first half is 10 too high"
  income
    revenue 200 180 380
    costs 120 110 230
    profit 90 70 150
  breaks income.profit.first_half:rows, income.profit.year:columns
  repair income.profit.first_half = 80

example "The cost of the first half is unusually low"
  income
    revenue 200 180 380
    costs 20 110 130
    profit 180 70 250
  breaks cost_share[first_half]
`,
}
