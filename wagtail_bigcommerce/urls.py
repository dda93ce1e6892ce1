"""Addresses of the shop's own views:

`path("", include("wagtail_bigcommerce.urls"))`. Catalog pages live in the page tree.
"""

from django.urls import path

from .health_views import health
from .storefront.views import (
    account,
    addresses,
    cart,
    cart_add,
    cart_change,
    cart_return,
    checkout,
    confirmation,
    credentials,
    currency,
    fragment,
    gift_certificates,
    login,
    order_lookup,
    orders,
    password_reset,
    registration,
    wishes,
    wishlists,
)
from .webhook_views import WebhookView

app_name = "bigcommerce"

urlpatterns = [
    path("cart/", cart.CartView.as_view(), name="cart"),
    path("cart/add/", cart_add.CartAddView.as_view(), name="cart_add"),
    path("cart/quick-order/", cart_add.QuickOrderView.as_view(), name="quick_order"),
    path("cart/items/<slug:item_id>/", cart.CartUpdateView.as_view(), name="cart_update"),
    path("cart/items/<slug:item_id>/remove/", cart.CartRemoveView.as_view(), name="cart_remove"),
    path("cart/items/<slug:item_id>/change/", cart_change.CartChangeView.as_view(), name="cart_change"),
    path("cart/clear/", cart.CartClearView.as_view(), name="cart_clear"),
    path("cart/restore/", cart_return.CartRestoreView.as_view(), name="cart_restore"),
    path("cart/recover/", cart_return.CartRecoverView.as_view(), name="cart_recover"),
    path("cart/coupon/", cart.CouponView.as_view(), name="cart_coupon"),
    path("cart/coupon/remove/", cart.CouponRemoveView.as_view(), name="cart_coupon_remove"),
    path("cart/fragment/", fragment.FragmentView.as_view(), name="cart_fragment"),
    path("currency/", currency.CurrencyView.as_view(), name="currency"),
    path("gift-certificates/", gift_certificates.GiftCertificateView.as_view(), name="gift_certificate"),
    path(
        "gift-certificates/balance/",
        gift_certificates.CertificateBalanceView.as_view(),
        name="gift_certificate_balance",
    ),
    path("checkout/", checkout.CheckoutView.as_view(), name="checkout"),
    path("checkout/url/", checkout.CheckoutUrlView.as_view(), name="checkout_url"),
    path("checkout/return/", confirmation.CheckoutReturnView.as_view(), name="checkout_return"),
    path("checkout/complete/", confirmation.CheckoutCompleteView.as_view(), name="checkout_complete"),
    path("account/", account.AccountView.as_view(), name="account"),
    path("account/login/", login.LoginView.as_view(), name="login"),
    path("account/logout/", login.LogoutView.as_view(), name="logout"),
    path("account/register/", registration.RegisterView.as_view(), name="register"),
    path("account/register/verified/", registration.RegisterVerifiedView.as_view(), name="register_verified"),
    path("account/register/<str:token>/", registration.RegisterLinkView.as_view(), name="register_link"),
    path("account/password-reset/", password_reset.PasswordResetView.as_view(), name="password_reset"),
    path("account/password-reset/new/", password_reset.PasswordResetFormView.as_view(), name="password_reset_form"),
    path(
        "account/password-reset/<str:token>/",
        password_reset.PasswordResetLinkView.as_view(),
        name="password_reset_link",
    ),
    path("account/password/", credentials.PasswordChangeView.as_view(), name="password_change"),
    path("account/email/", credentials.EmailChangeView.as_view(), name="email_change"),
    path("account/email/<str:token>/", credentials.EmailConfirmView.as_view(), name="email_confirm"),
    path("account/orders/", orders.OrdersView.as_view(), name="orders"),
    path("account/orders/<int:order_id>/", orders.OrderView.as_view(), name="order"),
    path("account/orders/<int:order_id>/reorder/", orders.ReorderView.as_view(), name="reorder"),
    path("account/addresses/", addresses.AddressesView.as_view(), name="addresses"),
    path("account/addresses/new/", addresses.AddressView.as_view(), name="address_new"),
    path("account/addresses/<int:address_id>/", addresses.AddressView.as_view(), name="address"),
    path("account/addresses/<int:address_id>/delete/", addresses.AddressDeleteView.as_view(), name="address_delete"),
    path("account/wishlists/", wishlists.WishlistsView.as_view(), name="wishlists"),
    path("account/wishlists/<int:wishlist_id>/", wishlists.WishlistView.as_view(), name="wishlist"),
    path("account/wishlists/<int:wishlist_id>/edit/", wishlists.WishlistEditView.as_view(), name="wishlist_edit"),
    path("account/wishlists/<int:wishlist_id>/delete/", wishlists.WishlistDeleteView.as_view(), name="wishlist_delete"),
    path(
        "account/wishlists/<int:wishlist_id>/items/<int:item_id>/remove/",
        wishlists.WishlistItemRemoveView.as_view(),
        name="wishlist_item_remove",
    ),
    path(
        "account/wishlists/<int:wishlist_id>/items/<int:item_id>/move/",
        wishlists.WishlistItemMoveView.as_view(),
        name="wishlist_item_move",
    ),
    path("wishlists/", wishes.GuestWishlistView.as_view(), name="guest_wishlist"),
    path("wishlists/add/", wishes.WishlistAddView.as_view(), name="wishlist_add"),
    path("wishlists/<slug:token>/", wishes.SharedWishlistView.as_view(), name="wishlist_shared"),
    path("orders/lookup/", order_lookup.OrderLookupView.as_view(), name="order_lookup"),
    path("orders/<int:order_id>/", order_lookup.GuestOrderView.as_view(), name="guest_order"),
    path("bigcommerce/webhook/", WebhookView.as_view(), name="webhook"),
    path("bigcommerce/webhook/exceptions/", WebhookView.as_view(), name="webhook_exceptions"),
    path("bigcommerce/health/", health, name="health"),
]
