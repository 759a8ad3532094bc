@operations
Feature: Messages that come late, early or unasked
  Nothing says that an answer comes soon, that it comes after the receipt, or that it answers something the trader sent.

  @OPS-03 @role-it @IE3F10 @IE3R01 @source-catalogue @inferred
  Scenario: A slow answer
    Given a trader that pulls its messages
    And the next IE3R01 for the trader comes 2 seconds late
    When the trader files an IE3F10
    And the trader looks for messages
    Then the trader receives IE3R01 with the MRN of its filing
    And customs has the filing once

  @OPS-04 @role-it @IE3F10 @IE3R01 @source-catalogue @inferred
  Scenario: The answer overtakes the receipt
    Given a trader that customs pushes to
    And the receipt for the next message of the trader comes after 2 seconds
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And the trader acknowledged IE3R01 before it had the receipt for its filing
    And the trader sent it 1 times under one message id

  @OPS-06 @role-mc @IE3F10 @IE3R01 @source-MEND
  Scenario Outline: A notice about somebody else's message, to a trader that <gets>
    Given a trader that <gets>
    And the next IE3R01 for the trader comes with a copy about somebody else's message
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing
    And the trader acknowledges the copy about somebody else's message

    Examples:
      | gets               |
      | pulls its messages |
      | customs pushes to  |

  @OPS-07 @role-mc @role-any @IE3R01 @IE3N03 @source-field-F-1
  Scenario: Copies about a filing that somebody else lodged
    Given a trader that pulls its messages
    And a carrier that pulls its messages
    And the trader has a registered IE3F10 carried by the carrier
    And the carrier has received IE3R01
    When customs finds no risk
    Then the carrier receives IE3N03
    And every copy for the carrier goes back to the message of the trader, and is acknowledged
