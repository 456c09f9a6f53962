"""Routes of everything a visitor may read. The first page is the route `home` of appraisal_portal.pages."""

from django.urls import include, path

from appraisal_portal.public import contacts, guidance, open_data, statements, statistics
from appraisers import public as appraisers
from appraisers.registration import public as papers
from cases import public as cases
from cases.opinions import public as opinions
from governance.recognition.experts import public as draws
from institutions import public as institutions
from institutions import results

urlpatterns = [
    path("register/", institutions.register, name="register"),
    path("register/appraisers/", appraisers.register_appraisers, name="register_appraisers"),
    path("register/appraisers/<str:number>/", appraisers.register_appraiser, name="register_appraiser"),
    path("register/papers/<str:code>/", papers.register_paper, name="register_paper"),
    path("register/results/", results.register_results, name="register_results"),
    path("register/institutions/<str:number>/", appraisers.register_institution, name="register_institution"),
    path("draws/", draws.public_draws, name="public_draws"),
    path("draws/<uuid:pk>/", draws.public_draw, name="public_draw"),
    path("draws/<uuid:pk>/proof.json", draws.public_draw_proof, name="public_draw_proof"),
    path("check/", cases.check, name="check"),
    path("check/<str:code>/", opinions.check_code, name="check_code"),
    path("complain/", guidance.complain, name="complain"),
    path("complain/", include("complaints.public.urls")),
    path("statistics/", statistics.statistics_page, name="statistics"),
    path("statistics/releases/<int:number>/", statistics.statistics_release, name="statistics_release"),
    path("statistics/restatements/", statistics.restatements, name="restatements"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/catalogue.json", open_data.catalogue_json, name="open_data_catalogue"),
    path("open-data/dictionary.json", open_data.dictionary_json, name="open_data_dictionary_json"),
    path("open-data/dictionary.csv", open_data.dictionary_csv, name="open_data_dictionary_csv"),
    path("open-data/releases/<int:number>/figures.json", open_data.release_json, name="open_data_release_json"),
    path("open-data/releases/<int:number>/figures.csv", open_data.release_csv, name="open_data_release_csv"),
    path("open-data/releases/<int:number>/<slug:kpi>.json", open_data.figure_json, name="open_data_figure_json"),
    path("open-data/releases/<int:number>/<slug:kpi>.csv", open_data.figure_csv, name="open_data_figure_csv"),
    path("how/", guidance.how, name="how"),
    path("how/<slug:slug>/", guidance.how_page, name="how_page"),
    path("law/<slug:source>/", guidance.statute, name="statute"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("robots.txt", statements.robots, name="robots"),
]
