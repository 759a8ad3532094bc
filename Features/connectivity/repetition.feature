@connectivity @role-it
Feature: Sending again
  Either side sends again what has no valid receipt, under the same message id, and recognises what it has had before.

  @CON-08 @IE3F10 @IE3R01 @source-AS4-profile-d3
  Scenario Outline: The receipt <mishap>
    Given a trader that pulls its messages
    And the receipt for the next message of the trader <mishap>
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader sent it 2 times under one message id
    And customs has the filing once
    And the trader receives IE3R01 with the MRN of its filing
    And nothing more waits for the trader

    Examples:
      | mishap                   |
      | is lost on the way       |
      | breaks off in the middle |
      | comes without a seal     |
      | is for another message   |
      | repeats other digests    |
      | is an empty page         |
      | is a web page            |

  @CON-09 @IE3F10 @IE3N03 @source-ICD-Annex-2
  Scenario Outline: A message of customs <comes>, to a trader that <gets>
    Given a trader that <gets>
    And the next IE3N03 for the trader <comes>
    And the trader has filed an IE3F10
    And the trader has received IE3R01 with the MRN of its filing
    When customs finds no risk
    Then the trader receives IE3N03
    And the trader acknowledges the repetition too
    And the trader receives nothing else

    Examples:
      | gets               | comes                         |
      | pulls its messages | comes again after its receipt |
      | customs pushes to  | comes again after its receipt |
      | customs pushes to  | comes twice at once           |
