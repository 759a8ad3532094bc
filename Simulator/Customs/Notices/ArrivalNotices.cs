using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Writing;

namespace Ics2.Customs.Notices;

/// <summary>Composes what follows from an arrival and from controls (lifecycle 9.13 to 9.15).</summary>
internal sealed class ArrivalNotices(SpecPack pack)
{
    private readonly MessageComposer _composer = new(pack);

    /// <summary>IE3N07 (lifecycle 9.13).</summary>
    public EnsMessage IncorrectState(
        Filing filing,
        Filing arrival,
        Addressee addressee,
        IReadOnlyList<DocumentReference> houses,
        ValidationFinding finding,
        DateTimeOffset now
    )
    {
        var content = filing.Content;

        // F30 and F34 have no master document, which the message needs (DEC-32).
        var draft = RiskNotices
            .Document(_composer.Compose("IE3N07"), content.MasterDocument ?? content.Houses[0].Document)
            .Set("MRN", filing.Mrn)
            .Set("notificationDate", now)
            .Set("customsOfficeOfFirstEntry/referenceNumber", content.Office ?? arrival.Content.Office);
        To(draft, filing, arrival, addressee);
        foreach (var house in houses)
        {
            draft.Add("transportDocumentHouse", item => item.Set("documentNumber", house.Number).Set("type", house.Type));
        }

        return draft
            .Add(
                "error",
                error =>
                    error
                        .Set("description", WireText.Fit(finding.Text, 512))
                        .Set("validationCode", finding.Code)
                        .Set("pointer/messageElementPath", finding.Path)
            )
            .Build();
    }

    /// <summary>IE3N08, or IE3N09 without an arrival (lifecycle 9.14, 9.15).</summary>
    public EnsMessage Control(Filing filing, Filing? arrival, Addressee addressee, string office, string place, DateTimeOffset now)
    {
        var content = filing.Content;
        var draft = RiskNotices
            .Document(_composer.Compose(arrival is null ? "IE3N09" : "IE3N08"), content.MasterDocument)
            .Set("MRN", filing.Mrn)
            .Set("notificationDate", now)
            .Set("customsOfficeOfControl/referenceNumber", office);
        if (arrival is not null)
        {
            To(draft, filing, arrival, addressee with { Notifier = true });
        }
        else
        {
            draft
                .Set("representative/identificationNumber", content.Representative)
                .Set("declarant/identificationNumber", content.Declarant)
                .Set("carrier/identificationNumber", content.Carrier);
        }

        return draft
            .Add(
                "control",
                control =>
                {
                    control.Set("examinationPlace/placeOfExamination", WireText.Fit(place, 256));
                    const string subject = "controlSubject/consignmentMasterLevel";
                    var containers = content.AllContainers().ToList();
                    containers.ForEach(number =>
                        control.Add(subject + "/transportEquipment", item => item.Set("containerIdentificationNumber", number))
                    );
                    if (containers.Count > 0)
                    {
                        return;
                    }

                    foreach (var house in content.Houses)
                    {
                        control.Add(
                            subject + "/consignmentHouseLevel",
                            item =>
                            {
                                item.Set("transportDocumentHouseLevel/documentNumber", house.Document?.Number)
                                    .Set("transportDocumentHouseLevel/type", house.Document?.Type);
                                foreach (var number in house.Document is null ? house.Items : [])
                                {
                                    item.Add("goodsItem", goods => goods.Set("goodsItemNumber", number));
                                }
                            }
                        );
                    }

                    foreach (var number in content.Items)
                    {
                        control.Add(subject + "/goodsItem", item => item.Set("goodsItemNumber", number));
                    }

                    foreach (var number in content.Receptacles)
                    {
                        control.Add(subject + "/receptacle", item => item.Set("receptacleIdentificationNumber", number));
                    }
                }
            )
            .Build();
    }

    private static void To(MessageDraft draft, Filing filing, Filing arrival, Addressee addressee)
    {
        if (addressee.Filer)
        {
            draft
                .Set("representative/identificationNumber", filing.Content.Representative)
                .Set("declarant/identificationNumber", filing.Content.Declarant);
        }

        draft
            .Set("personNotifyingTheArrival/identificationNumber", addressee.Notifier ? arrival.Declarant : null)
            .Set("notifyParty/identificationNumber", addressee.NotifyParty);
    }
}

/// <summary>In which role somebody gets a message about an arrival.</summary>
/// <param name="Notifier">The person notifying.</param>
/// <param name="Filer">The person filing the ENS.</param>
/// <param name="NotifyParty">EORI of a notify party.</param>
internal sealed record Addressee(bool Notifier = false, bool Filer = false, string? NotifyParty = null);
