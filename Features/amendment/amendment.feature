@amendment
Feature: Amendments
  An amendment repeats the whole filing and takes its place. Only the person filing may amend, only until goods are controlled
  or presented, and not everything: who, where, by what means and under which documents stays as it was.

  @AMD-01 @role-any @IE3A10 @IE3N10 @IE3N03 @source-catalogue
  Scenario: The goods are amended, and analysed again
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has found no risk
    And the trader has received IE3N03 for its filing
    When the trader amends the description of the goods
    Then the trader receives IE3N10 for its amendment
    And the filing of the trader was amended once
    When customs finds no risk
    Then the trader receives IE3N03 for its filing
    And the trader receives nothing more

  @AMD-01 @AMD-01b @role-any @IE3A10 @IE3N10 @IE3N01 @source-catalogue
  Scenario: The amendment takes the place of the whole filing
    What an amendment leaves out is gone: goods that come back later would be new.
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends its filing without the last goods item
    Then the trader receives IE3N10 for its amendment
    When the trader amends its filing again with the last goods item
    Then the trader receives IE3N01 for R3024 (added) at /IE3A10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[2]
    And the filing of the trader was amended once

  @AMD-02 @source-catalogue
  Scenario Outline: A filing by <mode> is amended
    Given a trader that pulls its messages
    And the trader has a registered <filing>
    When the trader amends the description of the goods
    Then the trader receives IE3N10 for its amendment
    And the filing of the trader was amended once

    @role-rc @IE3A50 @IE3N10
    Examples: Road
      | mode | filing  |
      | road | IE3F50  |

    @role-rl @IE3A51 @IE3N10
    Examples: Rail
      | mode | filing  |
      | rail | IE3F51  |

  @AMD-03 @role-any @IE3A10 @IE3N99 @source-catalogue
  Scenario: An amendment that does not follow the message table
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends its filing that then has no declarant
    Then the trader receives IE3N99 for structure (missing) at /IE3A10/declarant
    And the refusal to the trader names the MRN of its filing
    And the filing of the trader was never amended

  @AMD-04 @role-any @IE3A10 @IE3N01 @source-catalogue @inferred
  Scenario: An MRN that customs never gave
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends under an MRN that customs never gave
    Then the trader receives IE3N01 for AMD01 or the like at /IE3A10/MRN

  @AMD-05 @role-any @IE3A10 @IE3N01 @source-catalogue
  Scenario: Somebody else amends
    Given a trader that pulls its messages
    And another trader that pulls its messages
    And the trader has a registered IE3F10
    When the other trader amends the filing of the trader as its own
    Then the other trader receives IE3N01 for R3024 (value) at /IE3A10/declarant/identificationNumber
    And the filing of the trader was never amended
    And the trader receives nothing more

  @AMD-06 @role-any @IE3A10 @IE3N01 @source-FD
  Scenario: The number of the transport document cannot be amended
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends its filing with another transport document
    Then the trader receives IE3N01 for R3024 (value) at /IE3A10/consignmentMasterLevel/transportDocumentMasterLevel/documentNumber
    And the filing of the trader was never amended

  @AMD-07 @role-any @IE3A10 @IE3N01 @source-FD
  Scenario Outline: The <what> cannot be amended
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader amends its filing with another <what>
    Then the trader receives IE3N01 for R3024 (value) at <place>
    And the filing of the trader was never amended

    Examples:
      | what                  | place                                             |
      | office of first entry | /IE3A10/customsOfficeOfFirstEntry/referenceNumber |
      | mode of transport     | /IE3A10/activeBorderTransportMeans/ModeOfTransport |

  @AMD-08 @role-any @IE3F10 @IE3A10 @IE3N01 @source-FD-92
  Scenario: Amended before customs answered the filing
    The catalogue expects code 92. Without IE3R01 a trader has no MRN to amend under, so that customs finds none.
    Given a trader that pulls its messages
    And the trader has filed an IE3F10 that customs does not answer
    When the trader amends under an MRN that customs never gave
    Then the trader receives IE3N01 for AMD01 or the like at /IE3A10/MRN
    And the trader receives nothing more

  @AMD-09 @role-rc @IE3A50 @IE3N01 @source-catalogue
  Scenario: Presented goods
    Given a trader that pulls its messages
    And the trader has a registered IE3F50
    And the goods of the trader have been presented to customs
    When the trader amends the description of the goods
    Then the trader receives IE3N01 for AMD03 or the like at /IE3A50/MRN
    And the filing of the trader was never amended

  @AMD-10 @role-any @IE3A10 @IE3N01 @source-catalogue
  Scenario: Goods that customs will control
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    And customs has decided to control the goods of the trader
    When the trader amends the description of the goods
    Then the trader receives IE3N01 for AMD03 or the like at /IE3A10/MRN
    And the filing of the trader was never amended

  @AMD-11 @role-any @IE3A12 @IE3N01 @source-catalogue @inferred
  Scenario: The amendment of another type of filing
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends its filing with an IE3A12
    Then the trader receives IE3N01 for AMD02 or the like at /IE3A12/SpecificCircumstanceIndicator
    And the filing of the trader was never amended

  @AMD-12 @role-any @IE3A10 @IE3N99 @source-catalogue
  Scenario: Stop words instead of a description
    Given a trader that pulls its messages
    And the trader has a registered IE3F10
    When the trader amends the description of the goods to "UNKNOWN"
    Then the trader receives IE3N99 for quality at /IE3A10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[1]/commodity/descriptionOfGoods
    And the filing of the trader was never amended

  @AMD-14 @role-mc @IE3A10 @IE3N10 @IE3N06 @IE3R04 @source-catalogue @inferred
  Scenario: The last of two amendments counts
    Given a trader that pulls its messages
    And the trader has a registered IE3F10 for a sea voyage
    When the trader amends its filing to arrive 1 day later
    Then the trader receives IE3N10 for its amendment
    When the trader amends its filing to arrive 2 days later
    Then the trader receives IE3N10 for its amendment
    And the filing of the trader was amended twice
    When the trader notifies the arrival of its ship
    Then the trader receives IE3R04 with an MRN of arrival
    And the goods of the trader have arrived
