@rejection
Feature: Filings that customs refuses
  What is wrong with the content comes back as IE3N99, with one error for every fault and the place of each;
  what does not fit the life of an ENS comes back as IE3N01. A refused filing gets no MRN.

  @REJ-01 @role-any @IE3F10 @IE3N99 @source-ICD-Annex-3
  Scenario: Something that cannot be read
    Given a trader that pulls its messages
    When the trader sends as an IE3F10 something that is not XML
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 that only the message id ties to what it sent

  @REJ-02 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: A mandatory class is missing
    Given a trader that pulls its messages
    When the trader files an IE3F10 that leaves out declarant
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 for structure (missing) at /IE3F10/declarant

  @REJ-03 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: Three mistakes at once
    Given a trader that pulls its messages
    When the trader files an IE3F10 with these mistakes:
      | mistake                                                       |
      | without a postcode for the declarant                          |
      | whose ETA is before its departure                             |
      | with a telephone number of the declarant without its country |
    Then the trader receives IE3N99 with exactly these errors:
      | check | element                                                          |
      | C3034 | /IE3F10/declarant/address/postCode                               |
      | R3053 | /IE3F10/activeBorderTransportMeans/estimatedDateAndTimeOfArrival |
      | R3006 | /IE3F10/declarant/communication[1]/identifier                    |

  @REJ-04 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: A code that no list has
    Given a trader that pulls its messages
    When the trader files an IE3F10 with the code 7 in reEntryIndicator
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 for codes (value) at /IE3F10/reEntryIndicator

  @REJ-05 @role-any @IE3F10 @IE3N99 @source-catalogue @inferred
  Scenario: Something is missing that a condition asks for
    Given a trader that pulls its messages
    When the trader files an IE3F10 without buyer and seller though the goods stay in the Union
    Then the trader receives IE3N99 for C3020 or the like at /IE3F10/consignmentMasterLevel/consignmentHouseLevel/goodsShipment

  @REJ-06 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: The EORI of the declarant does not exist
    Given a trader that pulls its messages
    When the trader files an IE3F10 of a declarant whose EORI does not exist
    Then the trader receives IE3N99 for R3005 at /IE3F10/declarant/identificationNumber

  @REJ-07 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: The representative is the declarant
    Given a trader that pulls its messages
    When the trader files an IE3F10 whose declarant represents itself
    Then the trader receives IE3N99 for R3033 at /IE3F10/representative/identificationNumber

  @REJ-08 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: A postcode is missing in a country that has postcodes
    Given a trader that pulls its messages
    When the trader files an IE3F10 without a postcode for the declarant
    Then the trader receives IE3N99 for C3034 at /IE3F10/declarant/address/postCode

  @REJ-09 @role-mc @IE3F10 @IE3N99 @source-catalogue
  Scenario Outline: A route that does not fit: <rule>
    Given a trader that pulls its messages
    When the trader files an IE3F10 <mistake>
    Then the trader receives IE3N99 for <rule> at /IE3F10/activeBorderTransportMeans/countriesOfRoutingOfMeansOfTransport[<stop>]

    Examples:
      | rule  | mistake                                                             | stop |
      | R3013 | whose route begins elsewhere than the goods are loaded              | 1    |
      | R3014 | whose route ends elsewhere than the goods are unloaded              | 3    |
      | R3018 | whose office of first entry is in another country than the route says | 2  |

  @REJ-10 @role-mc @IE3F10 @IE3N99 @source-catalogue
  Scenario: The ship arrives before it departs
    Given a trader that pulls its messages
    When the trader files an IE3F10 whose ETA is before its departure
    Then the trader receives IE3N99 for R3053 at /IE3F10/activeBorderTransportMeans/estimatedDateAndTimeOfArrival

  @REJ-11 @role-mc @IE3F10 @IE3N99 @source-catalogue
  Scenario: The ship departs at no time
    Given a trader that pulls its messages
    When the trader files an IE3F10 without any time of departure
    Then the trader receives IE3N99 for R3035 at /IE3F10/activeBorderTransportMeans

  @REJ-12 @role-postal @IE3F43 @IE3N99 @source-catalogue
  Scenario: Two houses under one number
    Given a trader that pulls its messages
    When the trader files an IE3F43 with two houses under one number
    Then the trader receives IE3N99 for R3052 at /IE3F43/consignmentMasterLevel/consignmentHouseLevel[2]/transportDocumentHouseLevel/documentNumber

  @REJ-13 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: Letters of a forbidden alphabet
    Given a trader that pulls its messages
    When the trader files an IE3F10 with a consignor in Chinese letters and its city in Arabic ones
    Then the trader receives IE3N99 with exactly these errors:
      | check    | element                                                                     |
      | alphabet | /IE3F10/consignmentMasterLevel/consignmentHouseLevel/consignor/name         |
      | alphabet | /IE3F10/consignmentMasterLevel/consignmentHouseLevel/consignor/address/city |

  @REJ-14 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: A stop word for a description of goods
    Given a trader that pulls its messages
    When the trader files an IE3F10 that describes the goods as N/A
    Then the trader receives IE3N99 for quality at /IE3F10/consignmentMasterLevel/consignmentHouseLevel/goodsItem[1]/commodity/descriptionOfGoods
    And the trader receives nothing else

  @REJ-15 @role-mc @IE3F10 @IE3R01 @IE3N01 @source-FD-81
  Scenario: A bill of lading number used before
    Given a carrier that pulls its messages
    And the carrier has filed an IE3F10
    And the carrier has received IE3R01 with the MRN of its filing
    When the carrier files another IE3F10 under the same transport document
    Then the carrier receives IE3N01 for UDC01 at /IE3F10/consignmentMasterLevel/transportDocumentMasterLevel/documentNumber
    And the carrier receives nothing else

  @REJ-16 @role-any @IE3F10 @IE3R01 @IE3N99 @source-catalogue @inferred
  Scenario: An LRN used before
    Given a trader that pulls its messages
    And the trader has filed an IE3F10
    And the trader has received IE3R01 with the MRN of its filing
    When the trader files another IE3F10 under the same LRN
    Then the trader receives IE3N99 for R3003 (reused) or the like at /IE3F10/LRN

  @REJ-17 @role-mc @IE3F10 @IE3N06 @IE3R04 @IE3N01 @source-catalogue @inferred
  Scenario: A filing after the arrival of the ship
    Given a carrier that pulls its messages
    And the ship of the carrier is in port already
    When the carrier files an IE3F10 for goods on that ship
    Then the carrier receives IE3N01 for LIF04 or the like at /IE3F10/activeBorderTransportMeans
    And the carrier receives nothing else

  @REJ-18 @role-any @IE3F50 @IE3R01 @IE3N01 @source-catalogue
  Scenario: A filing for goods that have been presented
    Given a haulier that pulls its messages
    And the haulier has filed an IE3F50
    And the haulier has received IE3R01 with the MRN of its filing
    And the goods of the haulier have been presented to customs
    When the haulier files another IE3F50 under the same transport document
    Then the haulier receives IE3N01 for LIF04 at /IE3F50

  @REJ-19 @role-mc @IE3F10 @IE3N99 @source-catalogue
  Scenario: A split consignment without the part before
    Given a trader that pulls its messages
    When the trader files an IE3F10 of a split consignment without the MRN of the part before
    Then the trader receives IE3N99 for C3001 (missing) at /IE3F10/splitConsignment/previousMRN

  @REJ-20 @role-hf @IE3F15 @IE3N99 @source-ICD-3.3.2.4 @inferred
  Scenario: A house addressed to a country outside the Union
    Given a forwarder that pulls its messages
    When the forwarder files an IE3F15 addressed to Switzerland
    Then the forwarder receives IE3N99 for codes (value) or the like at /IE3F15/addressedMemberState/country

  @REJ-21 @role-any @IE3F10 @IE3N99 @source-catalogue
  Scenario: A telephone number that nobody abroad can dial
    Given a trader that pulls its messages
    When the trader files an IE3F10 with a telephone number of the declarant without its country
    Then the trader receives IE3N99 for R3006 at /IE3F10/declarant/communication[1]/identifier

  @REJ-22 @role-any @IE3F10 @IE3R01 @IE3N99 @source-catalogue
  Scenario: What was valid yesterday is not any more
    Given a trader that pulls its messages
    And the trader has filed an IE3F10
    And the trader has received IE3R01 with the MRN of its filing
    And the EORI of the trader has expired meanwhile
    When the trader files an IE3F10
    Then the trader receives IE3N99 for R3005 at /IE3F10/declarant/identificationNumber

  @REJ-23 @role-hf @IE3F15 @IE3N99 @source-FD-folder
  Scenario: A house may be followed by houses below it only
    Given a forwarder that pulls its messages
    When the forwarder files an IE3F15 that lets somebody else file at house level
    Then the forwarder receives IE3N99 for R3051 at /IE3F15/consignmentMasterLevel/consignmentHouseLevel/supplementaryDeclarant[1]/supplementaryFilingType

  @REJ-24 @role-any @IE3F10 @IE3N99 @IE3R01 @source-field-F-2 @source-field-F-10
  Scenario Outline: A refusal in other words, with code <code>
    Given a trader that pulls its messages
    And customs refuses the next IE3F10 of the trader with code <code> and the text "<text>"
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 with code <code> and the text "<text>"
    When the trader files an IE3F10
    Then the trader receives IE3R01 with the MRN of its filing

    Examples:
      | code | text                                                        |
      | 12   | [filingAction=REGISTER] Incorrect value. R3002              |
      | 13   | Missing                                                     |
      | 81   | [filingAction=REGISTER] Not unique, see the register. UDC01 |

  @REJ-25 @role-any @IE3F10 @IE3N99 @own-customs @later-version @source-field-F-16 @inferred
  Scenario: A filing in a version of the messages that is past
    Given a trader that pulls its messages
    When the trader files an IE3F10
    Then customs acknowledges with a valid receipt
    And the trader receives IE3N99 for VER01 or the like at /IE3F10
    And the trader receives nothing else
